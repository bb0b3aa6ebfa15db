package org.penglai.crm.support.internal.quality;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;

/**
 * What one review gives for one criterion. It keeps what the criterion was when the review began: a sheet that changes
 * judges nobody anew. Appears after its tables.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class QualityScoreType implements RecordType {
    public static final String TYPE = "qualityScores";
    static final String NAME = "name";
    static final String REVIEW = "review";
    static final String CRITERION = "criterion";
    static final String MOST_POINTS = "mostPoints";
    static final String IS_CRITICAL = "isCritical";
    static final String GUIDANCE = "guidance";
    static final String POINTS = "points";
    static final String COMMENT = "comment";
    static final List<String> GRID = List.of(NAME, GUIDANCE, IS_CRITICAL, MOST_POINTS, POINTS, COMMENT);

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, QualityScore.class)
                .unit(Support.UNIT)
                .label("评分", "Score", "Scores")
                .title(NAME)
                .field(NAME, TEXT, f -> f.label("评分项", "Item").readOnly())
                .reference(REVIEW, QualityReviewType.TYPE, OnDelete.CASCADE, f -> f.label("质检", "Review")
                        .required()
                        .readOnly())
                .reference(CRITERION, QualityCriterionType.TYPE, OnDelete.CLEAR, f -> f.label("对应评分项", "Of the sheet")
                        .readOnly())
                .field(MOST_POINTS, INTEGER, f -> f.label("满分", "Most points")
                        .required()
                        .readOnly())
                .field(IS_CRITICAL, BOOLEAN, f -> f.label("致命项", "Critical")
                        .required()
                        .readOnly())
                .field(GUIDANCE, TEXT, f -> f.label("评分说明", "What to look at").readOnly())
                .field(POINTS, INTEGER, f -> f.label("得分", "Points"))
                .field(COMMENT, TEXT, f -> f.label("说明", "Comment"))
                .view("all", "全部评分", "All scores", "id", "", NAME, REVIEW, MOST_POINTS, POINTS, COMMENT)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NAME,
                        REVIEW,
                        CRITERION,
                        GUIDANCE,
                        MOST_POINTS,
                        IS_CRITICAL,
                        POINTS,
                        COMMENT)
                .touches(QualityReviewType.TYPE)
                .hook(new ScoreRules())
                .build();
    }
}
