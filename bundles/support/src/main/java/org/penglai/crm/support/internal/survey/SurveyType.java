package org.penglai.crm.support.internal.survey;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.api.records.FieldKind.URL;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;

/** What customers are asked once their ticket is closed. The first one that is active and fits asks. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class SurveyType implements RecordType {
    public static final String TYPE = "surveys";
    static final String NAME = "name";
    static final String IS_ACTIVE = "isActive";
    static final String KIND = "kind";
    static final String QUEUE = "queue";
    static final String QUESTION = "question";
    static final String ADDRESS = "address";
    static final String LOW_SCORE = "lowScore";
    static final String REOPENS = "reopens";
    static final String VALID_DAYS = "validDays";
    private static final int MOST_DAYS = 365;

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, Survey.class)
                .unit(Support.UNIT)
                .label("满意度问卷", "Survey", "Surveys")
                .title(NAME)
                .key(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(true))
                .field(KIND, ENUMERATION, f -> f.label("类型", "Kind")
                        .required()
                        .defaultValue("csat")
                        .option("csat", "满意度（1–5）", "Satisfaction (1 to 5)")
                        .option("nps", "净推荐值（0–10）", "Recommendation (0 to 10)")
                        .option("ces", "费力度（1–7）", "Ease (1 to 7)"))
                .reference(QUEUE, TicketQueueType.TYPE, OnDelete.CASCADE, f -> f.label("队列", "Queue")
                        .help("留空为任何队列。", "Any when empty."))
                .field(QUESTION, TEXT, f -> f.label("问题", "Question").help("留空用通用的问题。", "The usual one when empty."))
                .field(ADDRESS, URL, f -> f.label("本系统的公开地址", "Public address of this system")
                        .help(
                                "客户打开链接的地址，如 https://crm.example.com。",
                                "Where customers reach it, such as https://crm.example.com.")
                        .required())
                .field(VALID_DAYS, INTEGER, f -> f.label("有效天数", "Days to answer")
                        .required()
                        .defaultValue(30))
                .field(LOW_SCORE, INTEGER, f -> f.label("低分（含）", "Low score, up to")
                        .help("得到这样的评分时通知负责人和队列负责人。", "The owners of ticket and queue are told of such a score."))
                .field(REOPENS, BOOLEAN, f -> f.label("低分时重新打开工单", "A low score opens the ticket again")
                        .required()
                        .defaultValue(false))
                .view("all", "全部问卷", "All surveys", NAME, "", NAME, KIND, QUEUE, IS_ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, IS_ACTIVE, KIND, QUEUE, QUESTION, ADDRESS, VALID_DAYS)
                .section("low", "低分", "Low scores", LOW_SCORE, REOPENS)
                .hook(SurveyType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        Long days = input.after() == null ? null : input.after().get(VALID_DAYS, Long.class);
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            outcome.reject(Violation.of(VALID_DAYS, "outOfRange", "请填写 1 到 365 天。", "It is 1 to 365 days."));
        }
        return outcome;
    }
}
