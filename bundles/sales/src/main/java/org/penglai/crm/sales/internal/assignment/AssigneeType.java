package org.penglai.crm.sales.internal.assignment;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;

/** The people whom a rule gives leads to, and how many each has had. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class AssigneeType implements RecordType {
    public static final String TYPE = "leadAssignees";
    static final String NAME = "name";
    static final String RULE = "rule";
    static final String USER = "user";
    static final String IS_ACTIVE = "isActive";
    static final String QUOTA_PER_DAY = "quotaPerDay";
    static final String TURN = "turn";
    static final String GIVEN_ON = "givenOn";
    static final String GIVEN_COUNT = "givenCount";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Assignee.class)
                .unit(Sales.UNIT)
                .label("分配成员", "Assignee", "Assignees")
                .title(NAME)
                .key(RULE, USER)
                .field(NAME, TEXT, f -> f.label("姓名", "Name").readOnly())
                .reference(RULE, AssignmentRuleType.TYPE, OnDelete.CASCADE, f -> f.label("分配规则", "Rule")
                        .required())
                .reference(USER, "users", OnDelete.CASCADE, f -> f.label("成员", "Person")
                        .required())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("参与分配", "Takes part")
                        .required()
                        .defaultValue(true))
                .field(QUOTA_PER_DAY, INTEGER, f -> f.label("每日限额", "Leads a day")
                        .help("留空不限。", "No limit when empty."))
                .field(TURN, INTEGER, f -> f.label("轮次", "Turn")
                        .help("数字最小者下一个分到。", "Whoever has the smallest number is next.")
                        .readOnly())
                .field(GIVEN_ON, DATE, f -> f.label("最近分配日", "Last on").readOnly())
                .field(GIVEN_COUNT, INTEGER, f -> f.label("当日已分配", "Given that day")
                        .readOnly());
        String[] all = {NAME, RULE, USER, QUOTA_PER_DAY, IS_ACTIVE, GIVEN_ON, GIVEN_COUNT, TURN};
        return type.view("all", "全部成员", "All assignees", RULE + "," + NAME, "", all)
                .section("basic", "基本信息", "Basics", NAME, RULE, USER, QUOTA_PER_DAY, IS_ACTIVE)
                .section("given", "分配情况", "What was given", GIVEN_ON, GIVEN_COUNT, TURN)
                .hook(AssigneeType::name)
                .build();
    }

    private static Outcome name(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null && input.after().reference(USER) != null) {
            input.records()
                    .find(Caller.system(), "users", input.after().reference(USER))
                    .ifPresent(user -> outcome.set(NAME, user.text("name")));
        }
        return outcome;
    }
}
