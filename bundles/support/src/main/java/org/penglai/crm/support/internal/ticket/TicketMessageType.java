package org.penglai.crm.support.internal.ticket;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.support.internal.Support;

/** What was said in a ticket: by the customer, to the customer, among ourselves. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TicketMessageType implements RecordType {
    public static final String TYPE = "ticketMessages";
    public static final String SUMMARY = "summary";
    public static final String TICKET = "ticket";
    public static final String DIRECTION = "direction";
    public static final String BODY = "body";
    public static final String IN = "in";
    public static final String OUT = "out";
    public static final String INTERNAL = "internal";

    /** Of the mail that it came by; no mail makes two messages. */
    public static final String MAIL_KEY = "mailKey";
    /** The ticket that it was in before tickets were merged or split. */
    public static final String MOVED_FROM = "movedFrom";

    public static final String MESSAGE_ID = "messageId";
    public static final String IN_REPLY_TO = "inReplyTo";
    public static final String REFERENCES = "mailReferences";
    public static final String FROM = "fromAddress";
    public static final String TO = "toAddresses";
    public static final String CC = "ccAddresses";
    /** The whole text where {@link #BODY} is only a part of it. */
    public static final String ORIGINAL = "original";

    public static final String HTML = "html";
    /** A machine wrote it. */
    public static final String AUTOMATIC = "automatic";

    public static final String DELIVERY = "delivery";
    public static final String DELIVERY_ERROR = "deliveryError";
    /** Still being written. */
    public static final String DRAFT = "draft";

    public static final String QUEUED = "queued";
    public static final String FAILED = "failed";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, TicketMessage.class)
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
                .key(MAIL_KEY);
        mail(type);
        return type.view("all", "全部消息", "All messages", "-createdAt", "", SUMMARY, TICKET, DIRECTION, "createdAt")
                .section("basic", "基本信息", "Basics", TICKET, DIRECTION, BODY, SUMMARY)
                .section("mail", "邮件", "E-mail", FROM, TO, CC, DELIVERY, DELIVERY_ERROR, AUTOMATIC)
                .section(
                        "source",
                        "来源",
                        "Source",
                        MESSAGE_ID,
                        IN_REPLY_TO,
                        REFERENCES,
                        MAIL_KEY,
                        MOVED_FROM,
                        ORIGINAL,
                        HTML)
                .with(Trait.ATTACHMENTS)
                .onTimeline("ticketMessage", TICKET, SystemFields.CREATED_AT, BODY)
                .touches(TicketType.TYPE)
                .hook(new Conversation())
                .hook(new Listeners())
                .action(Reply.send())
                .build();
    }

    private static void mail(RecordDefinitionBuilder type) {
        type.reference(MOVED_FROM, TicketType.TYPE, OnDelete.CLEAR, f -> f.label("原工单", "Was in")
                        .readOnly())
                .field(MAIL_KEY, TEXT, f -> f.label("邮件标识", "Key of the mail").readOnly())
                .field(MESSAGE_ID, TEXT, f -> f.label("Message-ID", "Message-ID")
                        .readOnly())
                .field(IN_REPLY_TO, TEXT, f -> f.label("回复的邮件", "In reply to").readOnly())
                .field(REFERENCES, TEXT, f -> f.label("邮件会话", "Conversation of mails")
                        .readOnly())
                .field(FROM, TEXT, f -> f.label("发件人", "From").readOnly().personal())
                .field(TO, TEXT, f -> f.label("收件人", "To").readOnly().personal())
                .field(CC, TEXT, f -> f.label("抄送", "Cc").personal())
                .field(ORIGINAL, LONG_TEXT, f -> f.label("原文", "Original text")
                        .readOnly()
                        .personal())
                .field(HTML, LONG_TEXT, f -> f.label("网页正文", "HTML").readOnly().personal())
                .field(AUTOMATIC, BOOLEAN, f -> f.label("自动邮件", "Written by a machine")
                        .readOnly()
                        .defaultValue(false))
                .field(DELIVERY, ENUMERATION, f -> f.label("发送状态", "Delivery")
                        .option(DRAFT, "草稿", "Draft")
                        .option(QUEUED, "待发", "Queued")
                        .option("sent", "已发出", "Sent")
                        .option(FAILED, "发送失败", "Failed")
                        .option("uncertain", "无法确认", "Uncertain")
                        .option("recalled", "已撤回", "Recalled"))
                .field(DELIVERY_ERROR, TEXT, f -> f.label("发送错误", "Error of delivery")
                        .readOnly());
    }
}
