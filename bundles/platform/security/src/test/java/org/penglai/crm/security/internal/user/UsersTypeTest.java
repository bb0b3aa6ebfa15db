package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.internal.MemoryRecords;

class UsersTypeTest {
    private final RecordDefinition definition = new UsersType().definition();

    @Test
    void theRightToAdministerCannotBeWrittenByClients() {
        assertThat(definition.field("administrator").orElseThrow().readOnly()).isTrue();
        assertThat(applyAll(Operation.CREATE, null, user(0, "li", "active", "UTC"))
                        .values())
                .containsEntry("administrator", false);
        assertThat(apply(Operation.UPDATE, user(2, "li", "active", "UTC"), user(2, "li", "active", "UTC"))
                        .values())
                .doesNotContainKey("administrator");
    }

    @Test
    void usernamesAreKeptInLowerCase() {
        assertThat(apply(Operation.CREATE, null, user(0, " Li.Lei ", "active", "UTC"))
                        .values())
                .containsEntry("username", "li.lei");
        assertThat(apply(Operation.CREATE, null, user(0, "li lei", "active", "UTC"))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("username");
    }

    @Test
    void unknownTimeZonesAreRefused() {
        assertThat(apply(Operation.CREATE, null, user(0, "li", "active", "Asia/Penglai"))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("zone");
    }

    @Test
    void nobodyLocksHimselfOut() {
        RecordSnapshot own = user(1, "admin", "active", "UTC");
        assertThat(apply(Operation.UPDATE, own, user(1, "admin", "disabled", "UTC"))
                        .violations())
                .extracting(Violation::code)
                .containsExactly("ownAccount");
        assertThat(apply(Operation.DELETE, own, null).violations()).hasSize(1);
        assertThat(apply(Operation.DELETE, user(2, "li", "active", "UTC"), null).violations())
                .isEmpty();
    }

    private Outcome applyAll(Operation operation, RecordSnapshot before, RecordSnapshot after) {
        Outcome all = Outcome.none();
        Caller admin = new Caller(1, "admin", "admin", Locale.ENGLISH, ZoneOffset.UTC, Set.of("*"));
        definition.hooks().stream()
                .map(hook -> hook.apply(new Input(operation, before, after, admin, new MemoryRecords(), Instant.EPOCH)))
                .forEach(outcome -> outcome.values().forEach(all::set));
        return all;
    }

    private Outcome apply(Operation operation, RecordSnapshot before, RecordSnapshot after) {
        Caller admin = new Caller(1, "admin", "admin", Locale.ENGLISH, ZoneOffset.UTC, Set.of("*"));
        return definition.hooks().get(0).apply(new Input(operation, before, after, admin, null, Instant.EPOCH));
    }

    private static RecordSnapshot user(long id, String username, String status, String zone) {
        return new RecordSnapshot(
                "users", id, 1, Map.of("username", username, "name", "x", "status", status, "zone", zone));
    }
}
