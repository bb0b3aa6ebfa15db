package org.penglai.crm.support.internal.ticket;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.support.internal.Support;

/** What was said in a ticket: by the customer, to the customer, among ourselves. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TicketMessageType implements RecordType {
    public static final String TYPE = "ticketMessages";
    static final String SUMMARY = "summary";
    static final String TICKET = "ticket";
    static final String DIRECTION = "direction";
    static final String BODY = "body";
    static final String IN = "in";
    static final String OUT = "out";
    static final String INTERNAL = "internal";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Support.MODULE, TYPE, TicketMessage.class)
                .unit(Support.UNIT)
                .label("工单消息", "Message", "Messages")
                .title(SUMMARY)
                .field(SUMMARY, TEXT, f -> f.label("摘要", "Summary").computed())
                .reference(TICKET, TicketType.TYPE, OnDelete.CASCADE, f -> f.label("工单", "Ticket")
                        .required())
                .field(DIRECTION, ENUMERATION, f -> f.label("方向", "Direction")
                        .required()
                        .defaultValue(INTERNAL)
                        .option(IN, "客户来信", "From the customer")
                        .option(OUT, "回复客户", "To the customer")
                        .option(INTERNAL, "内部备注", "Internal note"))
                .field(BODY, LONG_TEXT, f -> f.label("内容", "Text").required())
                .view("all", "全部消息", "All messages", "-createdAt", "", SUMMARY, TICKET, DIRECTION, "createdAt")
                .section("basic", "基本信息", "Basics", TICKET, DIRECTION, BODY, SUMMARY)
                .with(Trait.ATTACHMENTS)
                .onTimeline("ticketMessage", TICKET, SystemFields.CREATED_AT, BODY)
                .touches(TicketType.TYPE)
                .hook(new Conversation())
                .build();
    }
}
