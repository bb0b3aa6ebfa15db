package org.penglai.crm.mail.internal.type;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;

/** The record type {@code incomingMails} (收件): what has arrived, and what became of it. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-mail)"))
public final class IncomingMailsType implements RecordType {
    public static final String TYPE = "incomingMails";
    public static final String STATUS = "status";
    /** Its source is not stored yet. */
    public static final String ARRIVING = "arriving";
    /** Waits for whom it goes to. */
    public static final String NEW = "new";

    public static final String HANDLED = "handled";
    public static final String IGNORED = "ignored";
    /** Nobody deals with the mailbox's mail. */
    public static final String KEPT = "kept";
    /** Cannot be read. */
    public static final String BROKEN = "broken";
    /** The one who deals with it failed too often. */
    public static final String FAILED = "failed";

    private static final String SUBJECT = "subject";
    private static final String FROM = "fromAddress";
    private static final String REASON = "reason";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, IncomingRow.class)
                .unit(MailboxesType.UNIT)
                .label("收件", "Incoming mail", "Incoming mails")
                .title(SUBJECT)
                .with(Trait.ATTACHMENTS);
        content(type);
        course(type);
        String[] columns = {SUBJECT, FROM, "mailbox", STATUS, "receivedAt", REASON};
        return type.view("all", "全部收件", "All incoming mails", "-id", "", columns)
                .view("waiting", "待处理", "Waiting", "id", "status=in=(arriving,new)", columns)
                .view("trouble", "需要处理", "Needs attention", "-id", "status=in=(broken,failed)", columns)
                .section("basic", "基本信息", "Basics", SUBJECT, FROM, "toAddresses", "mailbox", "sentAt", "receivedAt")
                .section("course", "进度", "Progress", STATUS, REASON, "attempts", "nextTryAt", "messageId")
                .hook(KeptByPlatform::check)
                .action(ActionDefinition.of("handleAgain", "重新处理", "Handle it again", input -> Outcome.none()
                                .set(STATUS, NEW)
                                .set("attempts", 0L)
                                .set("nextTryAt", input.now())
                                .set(REASON, null))
                        .onlyIf(ActionCondition.is(STATUS, IGNORED, KEPT, BROKEN, FAILED)))
                .build();
    }

    private static void content(RecordDefinitionBuilder type) {
        type.field(
                        SUBJECT,
                        TEXT,
                        f -> f.label("主题", "Subject").readOnly().personal().searchable())
                .field("messageKey", TEXT, f -> f.label("标识", "Key").readOnly())
                .reference("mailbox", MailboxesType.TYPE, OnDelete.CLEAR, f -> f.label("邮箱", "Mailbox")
                        .readOnly())
                .field(
                        FROM,
                        TEXT,
                        f -> f.label("发件人", "From").readOnly().personal().searchable())
                .field("toAddresses", TEXT, f -> f.label("收件人", "To").readOnly().personal())
                .field("messageId", TEXT, f -> f.label("Message-ID", "Message-ID")
                        .readOnly())
                .field("sentAt", INSTANT, f -> f.label("发出时间", "Sent at").readOnly())
                .field("receivedAt", INSTANT, f -> f.label("收到时间", "Received at")
                        .readOnly());
    }

    private static void course(RecordDefinitionBuilder type) {
        type.field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .option(ARRIVING, "收取中", "Arriving")
                        .option(NEW, "待处理", "Waiting")
                        .option(HANDLED, "已处理", "Handled")
                        .option(IGNORED, "已忽略", "Ignored")
                        .option(KEPT, "已收下", "Kept")
                        .option(BROKEN, "无法解析", "Unreadable")
                        .option(FAILED, "处理失败", "Failed"))
                .field(REASON, TEXT, f -> f.label("原因", "Reason").readOnly())
                .field("attempts", INTEGER, f -> f.label("尝试次数", "Attempts").readOnly())
                .field("nextTryAt", INSTANT, f -> f.label("下次尝试", "Next try").readOnly());
    }
}
