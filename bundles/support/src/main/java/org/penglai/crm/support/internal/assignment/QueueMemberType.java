package org.penglai.crm.support.internal.assignment;

import static org.penglai.crm.api.assignment.AssigneeFields.GIVEN_COUNT;
import static org.penglai.crm.api.assignment.AssigneeFields.GIVEN_ON;
import static org.penglai.crm.api.assignment.AssigneeFields.IS_ACTIVE;
import static org.penglai.crm.api.assignment.AssigneeFields.NAME;
import static org.penglai.crm.api.assignment.AssigneeFields.QUOTA_PER_DAY;
import static org.penglai.crm.api.assignment.AssigneeFields.TURN;
import static org.penglai.crm.api.assignment.AssigneeFields.USER;
import static org.penglai.crm.api.records.FieldKind.INTEGER;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.assignment.AssigneeFields;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;

/** The people who answer the tickets of a queue, what they know, and how many each has had. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class QueueMemberType implements RecordType {
    public static final String TYPE = "ticketQueueMembers";
    static final String QUEUE = "queue";
    static final String SKILLS = "skills";
    static final String MOST_OPEN = "mostOpen";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, QueueMember.class)
                .unit(Support.UNIT)
                .label("队列成员", "Member of a queue", "Members of queues")
                .title(NAME)
                .key(QUEUE, USER);
        AssigneeFields.named(type).reference(QUEUE, TicketQueueType.TYPE, OnDelete.CASCADE, f -> f.label("队列", "Queue")
                .required());
        String[] all = {NAME, QUEUE, SKILLS, QUOTA_PER_DAY, MOST_OPEN, IS_ACTIVE, GIVEN_ON, GIVEN_COUNT, TURN};
        return AssigneeFields.counted(type, Localized.of("每日限额", "Tickets a day"))
                .links(SKILLS, f -> f.label("技能", "Skills")
                        .help("需要某项技能的工单只分配给有该技能的成员。", "A ticket that needs a skill goes to those who have it.")
                        .targets(TicketSkillType.TYPE))
                .field(MOST_OPEN, INTEGER, f -> f.label("未解决工单上限", "Unresolved tickets at most")
                        .help("达到上限时暂不再分配；留空不限。", "None are given beyond it; no limit when empty."))
                .view("all", "全部成员", "All members", QUEUE + "," + NAME, "", all)
                .section("basic", "基本信息", "Basics", NAME, QUEUE, USER, SKILLS, QUOTA_PER_DAY, MOST_OPEN, IS_ACTIVE)
                .section("given", "分配情况", "What was given", GIVEN_ON, GIVEN_COUNT, TURN)
                .build();
    }
}
