package org.penglai.crm.security.internal.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.internal.MemoryRecords;
import org.penglai.crm.security.internal.Permissions;

class RoleRulesTest {
    private static final Caller ADMIN = caller("*");
    private final MemoryRecords records = new MemoryRecords();

    @Test
    void permissionsAreKeptOnePerLine() {
        Outcome outcome =
                apply(ADMIN, Operation.CREATE, null, role("temp", "customers:read contacts:*, *:read", false));
        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.values())
                .containsEntry("permissions", "*:read\ncontacts:*\ncustomers:read")
                .containsEntry("shipped", false);
    }

    @Test
    void whatIsNoPermissionIsNamed() {
        assertThat(codes(apply(ADMIN, Operation.CREATE, null, role("temp", "customers:read 全部 *", false))))
                .containsExactly("invalid", "invalid");
        assertThat(codes(apply(ADMIN, Operation.CREATE, null, role("Temp Role", "", false))))
                .containsExactly("invalid");
    }

    @Test
    void nobodyGrantsWhatHeDoesNotHold() {
        Caller clerk = caller("roles", "customers:*");
        assertThat(codes(apply(clerk, Operation.CREATE, null, role("temp", "customers:export", false))))
                .isEmpty();
        assertThat(codes(apply(clerk, Operation.CREATE, null, role("temp", "contacts:read", false))))
                .containsExactly("exceedsOwnRights");
        assertThat(codes(apply(
                        clerk,
                        Operation.UPDATE,
                        role("temp", "contacts:read", false),
                        role("temp", "contacts:read customers:read", false))))
                .isEmpty();
    }

    @Test
    void whoeverIsLimitedMakesNoRoleThatReachesFurther() {
        records.with(new RecordSnapshot("users", 1, 1, Map.of("roles", List.of(new RecordLink("roles", 80)))));
        records.with(limited(80, "customers:read=team\ncustomers:write=own", "customers.phone=masked"));
        Caller clerk = caller("roles", "customers:*", "contacts:read");

        assertThat(codes(create(clerk, limited(0, null, "customers.phone=hidden"))))
                .contains("exceedsOwnRights");
        RecordSnapshot wide = limited(81, "customers:read=all\ncustomers:write=own", "customers.phone=masked");
        RecordSnapshot open = limited(81, "customers:read=own\ncustomers:write=own", null);
        RecordSnapshot writing = limited(81, "customers:read=own\ncustomers:write=team", "customers.phone=masked");
        RecordSnapshot belonging = new RecordSnapshot(
                "roles", 81, 1, Map.of("code", "temp", "name", "x", "permissions", "contacts:read", "shipped", false));
        RecordSnapshot within = limited(81, "customers:read=own", "customers.phone=hidden");
        for (RecordSnapshot further : List.of(wide, open, writing, belonging)) {
            assertThat(exceeds(clerk, further)).as(further.values().toString()).isTrue();
            assertThat(exceeds(ADMIN, further)).isFalse();
        }
        assertThat(exceeds(clerk, within)).isFalse();
    }

    private boolean exceeds(Caller caller, RecordSnapshot role) {
        return OwnReach.exceeded(new Input(Operation.CREATE, null, role, caller, records, Instant.EPOCH), role)
                .isPresent();
    }

    private Outcome create(Caller caller, RecordSnapshot role) {
        return apply(caller, Operation.CREATE, null, role);
    }

    private static RecordSnapshot limited(long id, String scopes, String fields) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "code", "temp", "name", "x", "permissions", "customers:read customers:update", "shipped", false));
        values.put("scopes", scopes);
        values.put("fieldRights", fields);
        return new RecordSnapshot("roles", id, 1, values);
    }

    @Test
    void shippedRolesKeepTheirCodeAndStay() {
        RecordSnapshot shipped = role("salesRep", "customers:read", true);
        assertThat(codes(apply(ADMIN, Operation.UPDATE, shipped, role("rep", "customers:read", true))))
                .containsExactly("shippedRole");
        assertThat(codes(apply(ADMIN, Operation.UPDATE, shipped, role("salesRep", "leads:read", true))))
                .isEmpty();
        assertThat(codes(apply(ADMIN, Operation.DELETE, shipped, null))).containsExactly("shippedRole");
        assertThat(codes(apply(ADMIN, Operation.UPDATE, role("admin", "*", true), role("admin", "users", true))))
                .containsExactly("shippedRole");
    }

    @Test
    void aRoleThatSomebodyHasCannotBeDeleted() {
        RecordSnapshot own = role("temp", "", false);
        assertThat(codes(apply(ADMIN, Operation.DELETE, own, null))).isEmpty();
        records.with(new RecordSnapshot("users", 5, 1, Map.of()));
        assertThat(codes(apply(ADMIN, Operation.DELETE, own, null))).containsExactly("roleInUse");
    }

    @Test
    void homePageAndMenuStayWithinTheConsole() {
        Map<String, Object> values = new HashMap<>(role("temp", "", false).values());
        values.put("homePage", "/my-day");
        values.put("menu", "home, customers");
        Outcome outcome = create(ADMIN, new RecordSnapshot("roles", 70, 1, values));
        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.values()).containsEntry("menu", "home\ncustomers");
        values.put("homePage", "//elsewhere.example");
        values.put("menu", "home 客户");
        assertThat(create(ADMIN, new RecordSnapshot("roles", 70, 1, values)).violations())
                .extracting(Violation::field)
                .containsExactly("homePage", "menu");
    }

    @Test
    void whatIsShippedIsWellFormed() {
        for (ShippedRole role : ShippedRole.values()) {
            Set<String> permissions = Permissions.parse(role.permissions());
            assertThat(permissions).as(role.code()).isNotEmpty();
            assertThat(permissions.stream().filter(permission -> !permission.equals("*")))
                    .as(role.code())
                    .allMatch(Permissions::isWellFormed);
        }
    }

    private Outcome apply(Caller caller, Operation operation, RecordSnapshot before, RecordSnapshot after) {
        return new RoleRules().apply(new Input(operation, before, after, caller, records, Instant.EPOCH));
    }

    private static List<String> codes(Outcome outcome) {
        return outcome.violations().stream().map(Violation::code).toList();
    }

    private static RecordSnapshot role(String code, String permissions, boolean shipped) {
        return new RecordSnapshot(
                "roles", 70, 1, Map.of("code", code, "name", "x", "permissions", permissions, "shipped", shipped));
    }

    private static Caller caller(String... permissions) {
        return new Caller(1, "a", "a", Locale.ENGLISH, ZoneOffset.UTC, Set.of(permissions));
    }
}
