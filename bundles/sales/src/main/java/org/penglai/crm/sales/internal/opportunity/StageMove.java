package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * What follows from the stage: status, probability, forecast category, day of closing, and when the deal counts as
 * stagnant. To leave a won or lost stage takes a right of its own.
 */
final class StageMove implements AtStage.Rule {
    static final String REOPEN = OpportunityType.TYPE + ":reopen";

    @Override
    public Outcome apply(RecordHook.Input input, RecordSnapshot stage) {
        RecordSnapshot before = input.before();
        boolean moved = before == null || !Objects.equals(before.reference(OpportunityType.STAGE), stage.id());
        if (moved && OpportunityStatus.isClosed(before) && !input.caller().may(REOPEN)) {
            throw new Forbidden(
                    "mayNotReopen",
                    Localized.of("商机已结单，您没有重新打开的权限。", "The opportunity is closed, and you may not reopen it."));
        }
        Outcome outcome = Outcome.none();
        BigDecimal probability = input.after().get(OpportunityType.PROBABILITY, BigDecimal.class);
        if (probability != null && !Shares.isShare(probability)) {
            return outcome.reject(Shares.notAShare(OpportunityType.PROBABILITY));
        }
        String kind = stage.text(StageType.KIND);
        outcome.set(OpportunityType.STATUS, kind);
        if (OpportunityStatus.OPEN.equals(kind)) {
            open(outcome, input, stage, moved);
        } else {
            close(outcome, input, stage, kind);
        }
        if (moved) {
            outcome.set(OpportunityType.STAGE_CHANGED_AT, input.now());
            outcome.set(OpportunityType.STAGNANT_AT, stagnantAt(stage, input.now()));
            outcome.set(OpportunityType.STAGNANT_TOLD_AT, null);
        }
        return outcome;
    }

    private static void open(Outcome outcome, RecordHook.Input input, RecordSnapshot stage, boolean moved) {
        RecordSnapshot after = input.after();
        BigDecimal probability = after.get(OpportunityType.PROBABILITY, BigDecimal.class);
        boolean given = !Objects.equals(
                probability,
                input.before() == null ? null : input.before().get(OpportunityType.PROBABILITY, BigDecimal.class));
        if (probability == null || moved && !given) {
            outcome.set(OpportunityType.PROBABILITY, stage.get(StageType.PROBABILITY, BigDecimal.class));
        }
        String category = after.text(OpportunityType.FORECAST_CATEGORY);
        if (category == null || ForecastCategory.CLOSED.equals(category)) {
            outcome.set(OpportunityType.FORECAST_CATEGORY, ForecastCategory.PIPELINE);
        }
        if (OpportunityStatus.isClosed(input.before())) {
            outcome.set(OpportunityType.FORECAST_CATEGORY, ForecastCategory.PIPELINE)
                    .set(OpportunityType.CLOSE_REASON, null)
                    .set(OpportunityType.COMPETITOR, null);
        }
        outcome.set(OpportunityType.CLOSED_ON, null);
    }

    private static void close(Outcome outcome, RecordHook.Input input, RecordSnapshot stage, String kind) {
        outcome.set(OpportunityType.PROBABILITY, stage.get(StageType.PROBABILITY, BigDecimal.class))
                .set(
                        OpportunityType.FORECAST_CATEGORY,
                        OpportunityStatus.WON.equals(kind) ? ForecastCategory.CLOSED : ForecastCategory.OMITTED);
        if (input.after().get(OpportunityType.CLOSED_ON, LocalDate.class) == null) {
            outcome.set(
                    OpportunityType.CLOSED_ON,
                    LocalDate.ofInstant(input.now(), input.caller().zone()));
        }
    }

    /** When an opportunity that entered the stage then counts as stagnant; null for never. */
    static Instant stagnantAt(RecordSnapshot stage, Instant entered) {
        Long days = stage.get(StageType.STAGNANT_DAYS, Long.class);
        return days == null || !OpportunityStatus.OPEN.equals(stage.text(StageType.KIND))
                ? null
                : entered.plus(days, ChronoUnit.DAYS);
    }
}
