package org.penglai.crm.support.internal.desk;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;

/** Texts that answers are often made of; the desk fills in who asks and what about. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class CannedReplyType implements RecordType {
    public static final String TYPE = "cannedReplies";

    private static final String NAME = "name";
    private static final String BODY = "body";
    private static final String QUEUE = "queue";
    private static final String ACTIVE = "active";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, CannedReply.class)
                .unit(Support.UNIT)
                .label("常用回复", "Canned reply", "Canned replies")
                .title(NAME)
                .key(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(BODY, LONG_TEXT, f -> f.label("内容", "Text")
                        .help(
                                "可用 {customer}、{contact}、{ticketNo}、{subject} 和 {agent}。",
                                "{customer}, {contact}, {ticketNo}, {subject} and {agent} are filled in.")
                        .required()
                        .searchable())
                .reference(QUEUE, TicketQueueType.TYPE, OnDelete.CLEAR, f -> f.label("队列", "Queue")
                        .help("为空时用于所有队列。", "For all queues if empty."))
                .field(ACTIVE, BOOLEAN, f -> f.label("启用", "Active").defaultValue(true))
                .view("all", "全部常用回复", "All canned replies", NAME, "", NAME, QUEUE, ACTIVE, "updatedAt")
                .section("basic", "基本信息", "Basics", NAME, BODY, QUEUE, ACTIVE)
                .build();
    }
}
