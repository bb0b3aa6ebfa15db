package org.penglai.crm.mail.internal.type;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.mail.MailState.Status;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code outgoingMails} (发件): what is to be sent, and what was. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-mail)"))
public final class OutgoingMailsType implements RecordType {
    public static final String TYPE = "outgoingMails";
    public static final String STATUS = "status";
    private static final String SUBJECT = "subject";
    private static final String SENDER = "sender";
    private static final String TO = "toAddresses";
    private static final String NEXT_TRY = "nextTryAt";
    private static final String ATTEMPTS = "attempts";
    private static final String SENT_AT = "sentAt";
    private static final String ERROR = "lastError";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, OutgoingRow.class)
                .unit(MailboxesType.UNIT)
                .label("发件", "Outgoing mail", "Outgoing mails")
                .title(SUBJECT);
        content(type);
        course(type);
        actions(type);
        String[] columns = {SUBJECT, TO, SENDER, STATUS, ATTEMPTS, NEXT_TRY, SENT_AT, ERROR};
        return type.view("all", "全部发件", "All outgoing mails", "-id", "", columns)
                .view("queue", "待发", "To be sent", NEXT_TRY, "status=in=(queued,sending)", columns)
                .view("trouble", "需要处理", "Needs attention", "-id", "status=in=(failed,uncertain)", columns)
                .section("basic", "基本信息", "Basics", SUBJECT, SENDER, "fromAddress", TO, "ccAddresses", "bccAddresses")
                .section("course", "进度", "Progress", STATUS, ATTEMPTS, "notBefore", NEXT_TRY, SENT_AT, ERROR, "refused")
                .section("content", "内容", "Content", "text", "messageId", "mailKey")
                .hook(KeptByPlatform::check)
                .build();
    }

    private static void content(RecordDefinitionBuilder type) {
        type.field(
                        SUBJECT,
                        TEXT,
                        f -> f.label("主题", "Subject").readOnly().personal().searchable())
                .field("mailKey", TEXT, f -> f.label("标识", "Key").readOnly())
                .reference(SENDER, MailSendersType.TYPE, OnDelete.RESTRICT, f -> f.label("发件人", "Sender")
                        .readOnly())
                .field("fromAddress", TEXT, f -> f.label("发件地址", "From").readOnly())
                .field(TO, TEXT, f -> f.label("收件人", "To").readOnly().personal())
                .field("ccAddresses", TEXT, f -> f.label("抄送", "Cc").readOnly().personal())
                .field("bccAddresses", TEXT, f -> f.label("密送", "Bcc")
                        .readOnly()
                        .personal())
                .field("messageId", TEXT, f -> f.label("Message-ID", "Message-ID")
                        .readOnly())
                .field("text", LONG_TEXT, f -> f.label("正文", "Text").readOnly().personal());
    }

    private static void course(RecordDefinitionBuilder type) {
        type.field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .option(Status.QUEUED.code(), "待发", "Queued")
                        .option(Status.SENDING.code(), "发送中", "Being sent")
                        .option(Status.SENT.code(), "已发出", "Sent")
                        .option(Status.FAILED.code(), "发送失败", "Failed")
                        .option(Status.UNCERTAIN.code(), "无法确认", "Uncertain")
                        .option(Status.RECALLED.code(), "已撤回", "Recalled"))
                .field("notBefore", INSTANT, f -> f.label("定时", "Not before").readOnly())
                .field(ATTEMPTS, INTEGER, f -> f.label("尝试次数", "Attempts").readOnly())
                .field(NEXT_TRY, INSTANT, f -> f.label("下次尝试", "Next try").readOnly())
                .field(SENT_AT, INSTANT, f -> f.label("发出时间", "Sent at").readOnly())
                .field("refused", TEXT, f -> f.label("被拒收的地址", "Refused addresses")
                        .readOnly()
                        .personal())
                .field(ERROR, TEXT, f -> f.label("最近的错误", "Last error").readOnly());
    }

    private static void actions(RecordDefinitionBuilder type) {
        type.action(ActionDefinition.of("recall", "撤回", "Recall", input -> Outcome.none()
                                .set(STATUS, Status.RECALLED.code())
                                .set(NEXT_TRY, null))
                        .onlyIf(ActionCondition.is(STATUS, Status.QUEUED.code())))
                .action(ActionDefinition.of("sendNow", "立即重试", "Try now", input -> Outcome.none()
                                .set(STATUS, Status.QUEUED.code())
                                .set(ATTEMPTS, 0L)
                                .set(NEXT_TRY, input.now()))
                        .onlyIf(ActionCondition.is(
                                STATUS, Status.QUEUED.code(), Status.FAILED.code(), Status.UNCERTAIN.code())))
                .action(ActionDefinition.of("confirmSent", "确认已发出", "It was sent", input -> Outcome.none()
                                .set(STATUS, Status.SENT.code())
                                .set(SENT_AT, input.now()))
                        .onlyIf(ActionCondition.is(STATUS, Status.UNCERTAIN.code())));
    }
}
