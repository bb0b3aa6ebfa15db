package org.penglai.crm.support.internal.quality;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * How well one ticket was answered. It belongs to the agent, who sees it also where roles reach no further than what is
 * one's own; it stays when the ticket goes. Appears after its tables.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class QualityReviewType implements RecordType {
    public static final String TYPE = "qualityReviews";
    static final String NAME = "name";
    static final String TICKET = "ticket";
    public static final String SHEET = "sheet";
    /** Whose work is looked at. */
    public static final String AGENT = "agent";

    static final String REVIEWER = "reviewer";
    /** It was drawn by lot, not chosen. */
    static final String IS_DRAWN = "isDrawn";

    public static final String STATUS = "status";
    static final String DUE_ON = "dueOn";
    /** Share of all points; null until every criterion has its points. */
    public static final String SCORE = "score";

    public static final String IS_PASSED = "isPassed";
    static final String COMMENT = "comment";
    static final String OBJECTION = "objection";
    public static final String COMPLETED_AT = "completedAt";

    static final String OPEN = "open";
    static final String DONE = "done";
    static final String OBJECTED = "objected";
    static final String ACCEPTED = "accepted";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, QualityReview.class)
                .unit(Support.UNIT)
                .label("质检", "Quality review", "Quality reviews")
                .title(NAME)
                .key(TICKET, SHEET);
        subject(type);
        result(type);
        String[] columns = {NAME, AGENT, REVIEWER, SHEET, STATUS, DUE_ON, SCORE, IS_PASSED};
        type.view("open", "待评分", "To be scored", DUE_ON, "status=in=(open,objected)", columns)
                .view("mine", "我要评分的", "Mine to score", DUE_ON, "reviewer==me;status=in=(open,objected)", columns)
                .view("about", "对我的质检", "About my work", "-createdAt", "agent==me", columns)
                .view("all", "全部质检", "All reviews", "-createdAt", "", columns)
                .touches(QualityScoreType.TYPE)
                .hook(new ReviewBegin())
                .hook(new ReviewScore());
        ReviewSteps.actions().forEach(type::action);
        return type.build();
    }

    private static void subject(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("工单主题", "Subject").computed().searchable())
                .reference(TICKET, TicketType.TYPE, OnDelete.CLEAR, f -> f.label("工单", "Ticket"))
                .reference(SHEET, QualitySheetType.TYPE, OnDelete.RESTRICT, f -> f.label("评分表", "Sheet")
                        .required())
                .reference(AGENT, Support.USERS, OnDelete.CLEAR, f -> f.label("客服", "Agent")
                        .readOnly())
                .reference(REVIEWER, Support.USERS, OnDelete.CLEAR, f -> f.label("质检员", "Reviewer"))
                .field(IS_DRAWN, BOOLEAN, f -> f.label("随机抽取", "Drawn by lot")
                        .readOnly()
                        .defaultValue(false))
                .field(DUE_ON, DATE, f -> f.label("完成期限", "Due on"))
                .section("basic", "基本信息", "Basics", NAME, TICKET, SHEET, AGENT, REVIEWER, DUE_ON, IS_DRAWN);
    }

    private static void result(RecordDefinitionBuilder type) {
        type.field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(OPEN)
                        .option(OPEN, "待评分", "To be scored")
                        .option(DONE, "已评分", "Scored")
                        .option(OBJECTED, "已申诉", "Objected to")
                        .option(ACCEPTED, "已确认", "Accepted"))
                .field(SCORE, PERCENT, f -> f.label("得分", "Score").readOnly())
                .field(IS_PASSED, BOOLEAN, f -> f.label("合格", "Passed").readOnly())
                .field(COMMENT, LONG_TEXT, f -> f.label("总评", "Comment"))
                .field(OBJECTION, LONG_TEXT, f -> f.label("申诉理由", "Objection").readOnly())
                .field(COMPLETED_AT, INSTANT, f -> f.label("评分时间", "Scored at").readOnly())
                .section("result", "结果", "Result", STATUS, SCORE, IS_PASSED, COMMENT, OBJECTION, COMPLETED_AT);
    }
}
