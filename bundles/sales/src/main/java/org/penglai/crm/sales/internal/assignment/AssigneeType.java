package org.penglai.crm.sales.internal.assignment;

import static org.penglai.crm.api.assignment.AssigneeFields.GIVEN_COUNT;
import static org.penglai.crm.api.assignment.AssigneeFields.GIVEN_ON;
import static org.penglai.crm.api.assignment.AssigneeFields.IS_ACTIVE;
import static org.penglai.crm.api.assignment.AssigneeFields.NAME;
import static org.penglai.crm.api.assignment.AssigneeFields.QUOTA_PER_DAY;
import static org.penglai.crm.api.assignment.AssigneeFields.TURN;
import static org.penglai.crm.api.assignment.AssigneeFields.USER;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.assignment.AssigneeFields;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;

/** The people whom a rule gives leads to, and how many each has had. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class AssigneeType implements RecordType {
    public static final String TYPE = "leadAssignees";
    static final String RULE = "rule";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Assignee.class)
                .unit(Sales.UNIT)
                .label("分配成员", "Assignee", "Assignees")
                .title(NAME)
                .key(RULE, USER);
        AssigneeFields.named(type)
                .reference(RULE, AssignmentRuleType.TYPE, OnDelete.CASCADE, f -> f.label("分配规则", "Rule")
                        .required());
        String[] all = {NAME, RULE, USER, QUOTA_PER_DAY, IS_ACTIVE, GIVEN_ON, GIVEN_COUNT, TURN};
        return AssigneeFields.counted(type, Localized.of("每日限额", "Leads a day"))
                .view("all", "全部成员", "All assignees", RULE + "," + NAME, "", all)
                .section("basic", "基本信息", "Basics", NAME, RULE, USER, QUOTA_PER_DAY, IS_ACTIVE)
                .section("given", "分配情况", "What was given", GIVEN_ON, GIVEN_COUNT, TURN)
                .build();
    }
}
