package org.penglai.crm.support.internal.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * What a sheet can say; and that up to which day tickets were drawn moves together with the reviews that are drawn, so that
 * each week is drawn once.
 */
final class SheetRules implements RecordHook {
    static final long MOST_PER_AGENT = 50;
    private static final long MOST_DAYS = 90;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        check(outcome, after);
        LocalDate yesterday =
                LocalDate.ofInstant(input.now(), Caller.system().zone()).minusDays(1);
        if (before == null || !draws(before) && draws(after)) {
            // What was resolved while nobody wanted a sample is not drawn later.
            return outcome.set(QualitySheetType.DRAWN_TO, yesterday);
        }
        LocalDate from = before.get(QualitySheetType.DRAWN_TO, LocalDate.class);
        LocalDate to = after.get(QualitySheetType.DRAWN_TO, LocalDate.class);
        if (from != null && to != null && to.isAfter(from)) {
            int perAgent = Math.toIntExact(after.integer(QualitySheetType.PER_AGENT, 0));
            new Drawing(input.records(), after, input.now())
                    .draw(from.plusDays(1), to, perAgent)
                    .into(outcome);
        }
        return outcome;
    }

    private static void check(Outcome outcome, RecordSnapshot sheet) {
        long perAgent = sheet.integer(QualitySheetType.PER_AGENT, 0);
        if (perAgent < 0 || perAgent > MOST_PER_AGENT) {
            outcome.reject(Violation.of(
                    QualitySheetType.PER_AGENT, "outOfRange", "每人每周 0 到 50 个。", "Between 0 and 50 a week."));
        }
        long days = sheet.integer(QualitySheetType.DAYS_TO_REVIEW, 0);
        if (days < 1 || days > MOST_DAYS) {
            outcome.reject(Violation.of(
                    QualitySheetType.DAYS_TO_REVIEW, "outOfRange", "请填写 1 到 90 天。", "Between 1 and 90 days."));
        }
        BigDecimal pass = sheet.get(QualitySheetType.PASS_SCORE, BigDecimal.class);
        if (pass != null && (pass.signum() < 0 || pass.compareTo(BigDecimal.ONE) > 0)) {
            outcome.reject(Violation.of(
                    QualitySheetType.PASS_SCORE, "outOfRange", "合格分须在 0 到 100% 之间。", "Between 0 and 100 %."));
        }
    }

    private static boolean draws(RecordSnapshot sheet) {
        return Boolean.TRUE.equals(sheet.get(QualitySheetType.IS_ACTIVE, Boolean.class))
                && sheet.integer(QualitySheetType.PER_AGENT, 0) > 0;
    }
}
