package org.penglai.crm.support.internal.quality;

import java.util.List;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordSnapshot;

/** A sheet is what its criteria come to. */
final class SheetPoints implements DocumentRule {
    static final int MOST_CRITERIA = 50;
    private static final long MOST_POINTS = 1_000;

    @Override
    public String parts() {
        return QualityCriterionType.TYPE;
    }

    @Override
    public String field() {
        return QualityCriterionType.SHEET;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(QualityCriterionType.GRID, List.of(QualitySheetType.FULL_POINTS), List.of());
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        if (whole.parts().size() > MOST_CRITERIA) {
            return outcome.reject(Violation.of("criteria", "tooMany", "最多 50 个评分项。", "There are at most 50 criteria."));
        }
        long sum = 0;
        for (RecordSnapshot criterion : whole.parts()) {
            long points = criterion.integer(QualityCriterionType.MOST_POINTS, 0);
            if (points < 1 || points > MOST_POINTS) {
                return outcome.reject(Violation.of(
                        QualityCriterionType.MOST_POINTS, "outOfRange", "满分须在 1 到 1000 之间。", "Between 1 and 1,000."));
            }
            sum += points;
        }
        return outcome.set(QualitySheetType.FULL_POINTS, sum);
    }
}
