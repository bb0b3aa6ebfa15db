package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

class NotInTheFutureTest {

    /** Already the 2nd of January in Shanghai, where the caller sits. */
    private static final Instant NOW = Instant.parse("2026-01-01T16:30:00Z");

    @Test
    void todayWhereTheCallerIsAndEarlierAreFine() {
        assertThat(born(LocalDate.of(2026, 1, 2)).violations()).isEmpty();
        assertThat(born(LocalDate.of(1970, 5, 1)).violations()).isEmpty();
        assertThat(born(null).violations()).isEmpty();
    }

    @Test
    void tomorrowIsRejected() {
        assertThat(born(LocalDate.of(2026, 1, 3)).violations())
                .extracting(Violation::field, Violation::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("birthday", "inTheFuture"));
    }

    @Test
    void aRecordCanBeDeletedWhateverItSays() {
        RecordSnapshot record = contact(LocalDate.MAX);
        Input input = new Input(Operation.DELETE, record, null, Caller.system(), null, NOW);
        assertThat(new NotInTheFuture("birthday").apply(input).violations()).isEmpty();
    }

    private static Outcome born(LocalDate date) {
        return new NotInTheFuture("birthday")
                .apply(new Input(Operation.CREATE, null, contact(date), Caller.system(), null, NOW));
    }

    private static RecordSnapshot contact(LocalDate birthday) {
        Map<String, Object> values = new HashMap<>();
        values.put("birthday", birthday);
        return new RecordSnapshot("contacts", 0, 0, values);
    }
}
