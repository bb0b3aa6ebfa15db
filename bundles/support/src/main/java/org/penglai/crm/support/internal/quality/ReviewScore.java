package org.penglai.crm.support.internal.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordSnapshot;

/** What the points come to: their share of all, once each criterion has some; nothing if a critical one has none. */
final class ReviewScore implements DocumentRule {
    private static final int SCALE = 4;

    @Override
    public String parts() {
        return QualityScoreType.TYPE;
    }

    @Override
    public String field() {
        return QualityScoreType.REVIEW;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(QualityScoreType.GRID, List.of(QualityReviewType.SCORE), List.of(ReviewSteps.TO_BE_SCORED))
                .fixed();
    }

    @Override
    public Outcome settle(Whole whole) {
        return ReviewSteps.TO_BE_SCORED.holds(whole.document())
                ? Outcome.none().set(QualityReviewType.SCORE, score(whole.parts()))
                : Outcome.none();
    }

    static BigDecimal score(List<RecordSnapshot> scores) {
        long sum = 0;
        long most = 0;
        boolean failed = false;
        for (RecordSnapshot score : scores) {
            if (score.values().get(QualityScoreType.POINTS) == null) {
                return null;
            }
            long points = score.integer(QualityScoreType.POINTS, 0);
            failed |= points == 0 && Boolean.TRUE.equals(score.get(QualityScoreType.IS_CRITICAL, Boolean.class));
            sum += points;
            most += score.integer(QualityScoreType.MOST_POINTS, 0);
        }
        if (most == 0) {
            return null;
        }
        return failed
                ? BigDecimal.ZERO.setScale(SCALE)
                : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(most), SCALE, RoundingMode.HALF_UP);
    }
}
