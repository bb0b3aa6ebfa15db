package org.penglai.crm.support.internal.knowledge;

import java.time.LocalDate;
import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** What is written anew is a draft again, whatever it was; readers go on seeing what was published. */
final class ArticleRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        LocalDate from = after.get(ArticleFields.VALID_FROM, LocalDate.class);
        LocalDate to = after.get(ArticleFields.VALID_TO, LocalDate.class);
        if (from != null && to != null && to.isBefore(from)) {
            outcome.reject(
                    Violation.of(ArticleFields.VALID_TO, "beforeStart", "失效日期早于生效日期。", "It ends before it begins."));
        }
        boolean rewritten = before != null
                && ArticleFields.CONTENT.stream()
                        .anyMatch(field -> !Objects.equals(
                                before.values().get(field), after.values().get(field)));
        return rewritten ? outcome.set(ArticleType.STATUS, ArticleType.DRAFT) : outcome;
    }
}
