package org.penglai.crm.support.internal.quality;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;

/** By what tickets are reviewed, how many of each agent, and by whom. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class QualitySheetType implements RecordType {
    public static final String TYPE = "qualitySheets";
    static final String NAME = "name";
    static final String IS_ACTIVE = "isActive";
    static final String QUEUE = "queue";
    /** How many finished tickets of each agent are drawn each week. */
    static final String PER_AGENT = "perAgent";

    static final String REVIEWERS = "reviewers";
    static final String DAYS_TO_REVIEW = "daysToReview";
    /** From which share of all points on a review is passed. */
    static final String PASS_SCORE = "passScore";

    static final String FULL_POINTS = "fullPoints";
    /** The last day of whose tickets a sample was drawn. */
    static final String DRAWN_TO = "drawnTo";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, QualitySheet.class)
                .unit(Support.UNIT)
                .label("质检评分表", "Quality sheet", "Quality sheets")
                .title(NAME)
                .key(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(true))
                .reference(QUEUE, TicketQueueType.TYPE, OnDelete.CLEAR, f -> f.label("队列", "Queue")
                        .help("留空为任何队列。", "Any when empty."))
                .field(PER_AGENT, INTEGER, f -> f.label("每人每周抽检数", "Tickets of each agent a week")
                        .help(
                                "每周一从上周解决的工单中随机抽取；0 为不自动抽取。",
                                "Drawn at random each Monday from what was resolved the week before; none for 0.")
                        .required()
                        .defaultValue(2L))
                .links(REVIEWERS, f -> f.label("质检员", "Reviewers")
                        .help("抽到的工单平均分给他们，不会分给处理工单的本人。", "They share what is drawn; nobody gets work of his own.")
                        .targets(Support.USERS))
                .field(DAYS_TO_REVIEW, INTEGER, f -> f.label("完成天数", "Days to review")
                        .required()
                        .defaultValue(7L))
                .field(PASS_SCORE, PERCENT, f -> f.label("合格分", "Passed from")
                        .required()
                        .defaultValue(new BigDecimal("0.80")))
                .field(FULL_POINTS, INTEGER, f -> f.label("总分", "Full points").readOnly())
                .field(DRAWN_TO, DATE, f -> f.label("已抽取至", "Drawn up to").readOnly())
                .view(
                        "all",
                        "全部评分表",
                        "All sheets",
                        NAME,
                        "",
                        NAME,
                        QUEUE,
                        PER_AGENT,
                        PASS_SCORE,
                        FULL_POINTS,
                        IS_ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, IS_ACTIVE, QUEUE, PASS_SCORE, FULL_POINTS)
                .section("sample", "抽检", "Sample", PER_AGENT, REVIEWERS, DAYS_TO_REVIEW, DRAWN_TO)
                .touches(QualityCriterionType.TYPE, QualityReviewType.TYPE, QualityScoreType.TYPE)
                .hook(new SheetPoints())
                .hook(new SheetRules())
                .action(Drawing.action())
                .build();
    }
}
