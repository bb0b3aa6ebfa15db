package org.penglai.crm.privacy.internal.consent;

import java.util.List;
import java.util.Locale;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** One person each, a time, and purposes that are found however they were typed. */
final class ConsentRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() == Operation.DELETE) {
            return outcome;
        }
        RecordSnapshot consent = input.after();
        Object person = consent.values().get(ConsentType.PERSON);
        if (!(person instanceof List<?> links) || links.size() != 1) {
            outcome.reject(Violation.of(
                    ConsentType.PERSON, "onePerson", "一条同意属于恰好一人。", "A consent belongs to exactly one person."));
        }
        String purpose = consent.text(ConsentType.PURPOSE);
        if (purpose != null && !purpose.equals(purpose(purpose))) {
            outcome.set(ConsentType.PURPOSE, purpose(purpose));
        }
        if (consent.values().get(ConsentType.GIVEN_AT) == null) {
            outcome.set(ConsentType.GIVEN_AT, input.now());
        } else if (consent.get(ConsentType.GIVEN_AT, java.time.Instant.class)
                .isAfter(input.now().plusSeconds(60))) {
            outcome.reject(Violation.of(
                    ConsentType.GIVEN_AT, "inTheFuture", "同意时间不能在将来。", "Nobody has agreed in the future."));
        }
        return outcome;
    }

    static String purpose(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
