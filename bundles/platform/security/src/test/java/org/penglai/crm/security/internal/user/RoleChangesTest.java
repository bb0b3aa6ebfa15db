package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.internal.MemoryRecords;
import org.penglai.crm.security.internal.role.ShippedRole;

class RoleChangesTest {
    private static final long ADMIN = ShippedRole.ADMIN.id();
    private static final long REP = ShippedRole.SALES_REP.id();
    private static final Caller BOSS = caller("*");

    private final MemoryRecords records = new MemoryRecords()
            .with(role(ADMIN, "*"), role(REP, "customers:read\ncustomers:update"), user(10, true, "active", ADMIN));

    @Test
    void theRoleDecidesWhoIsAdministrator() {
        assertThat(apply(BOSS, null, user(5, false, "active", REP)).values()).containsEntry("administrator", false);
        assertThat(apply(BOSS, null, user(5, false, "active", REP, ADMIN)).values())
                .containsEntry("administrator", true);
        assertThat(apply(BOSS, user(5, true, "active", ADMIN), user(5, true, "active", REP))
                        .values())
                .containsEntry("administrator", false);
        assertThat(apply(BOSS, user(5, false, "active", REP), user(5, false, "disabled", REP))
                        .values())
                .isEmpty();
    }

    @Test
    void nobodyGivesOrTakesARoleThatMayMore() {
        Caller clerk = caller("users", "customers:*");
        assertThat(codes(apply(clerk, null, user(5, false, "active", REP)))).isEmpty();
        assertThat(codes(apply(clerk, null, user(5, false, "active", ADMIN)))).containsExactly("exceedsOwnRights");
        assertThat(codes(apply(caller("users"), user(5, false, "active", REP), user(5, false, "active"))))
                .containsExactly("exceedsOwnRights");
    }

    @Test
    void onlyAdministratorsTouchAnAdministrator() {
        Caller clerk = caller("users", "*:*");
        assertThat(codes(apply(clerk, user(5, true, "active", ADMIN), user(5, true, "disabled", ADMIN))))
                .containsExactly("administratorAccount");
        assertThat(codes(apply(clerk, user(5, true, "active", ADMIN), null))).containsExactly("administratorAccount");
    }

    @Test
    void oneAdministratorStays() {
        RecordSnapshot last = user(10, true, "active", ADMIN);
        assertThat(codes(apply(BOSS, last, user(10, true, "disabled", ADMIN)))).containsExactly("lastAdministrator");
        assertThat(codes(apply(BOSS, last, user(10, true, "active", REP)))).containsExactly("lastAdministrator");
        assertThat(codes(apply(BOSS, last, null))).containsExactly("lastAdministrator");
        assertThat(codes(apply(BOSS, last, user(10, true, "active", ADMIN, REP))))
                .isEmpty();
        records.with(user(11, true, "active", ADMIN));
        assertThat(codes(apply(BOSS, last, user(10, true, "active", REP)))).isEmpty();
    }

    private Outcome apply(Caller caller, RecordSnapshot before, RecordSnapshot after) {
        Operation operation = before == null ? Operation.CREATE : after == null ? Operation.DELETE : Operation.UPDATE;
        return new RoleChanges().apply(new Input(operation, before, after, caller, records, Instant.EPOCH));
    }

    private static List<String> codes(Outcome outcome) {
        return outcome.violations().stream().map(Violation::code).toList();
    }

    private static RecordSnapshot role(long id, String permissions) {
        return new RecordSnapshot("roles", id, 1, Map.of("name", "r" + id, "permissions", permissions));
    }

    private static RecordSnapshot user(long id, boolean administrator, String status, long... roles) {
        List<RecordLink> links = LongStream.of(roles)
                .mapToObj(role -> new RecordLink("roles", role))
                .toList();
        return new RecordSnapshot(
                "users", id, 1, Map.of("administrator", administrator, "status", status, "roles", links));
    }

    private static Caller caller(String... permissions) {
        return new Caller(1, "a", "a", Locale.ENGLISH, ZoneOffset.UTC, Set.of(permissions));
    }
}
