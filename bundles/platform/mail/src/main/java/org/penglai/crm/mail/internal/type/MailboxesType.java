package org.penglai.crm.mail.internal.type;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.EMAIL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code mailboxes} (邮箱): where mail is fetched from. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-mail)"))
public final class MailboxesType implements RecordType {
    public static final String TYPE = "mailboxes";
    public static final String UNIT = "mail";
    public static final String NAME = "name";
    public static final String ADDRESS = "address";
    public static final String ACTIVE = "active";
    public static final String PROTOCOL = "protocol";
    public static final String HOST = "host";
    public static final String PORT = "port";
    public static final String ENCRYPTION = "encryption";
    public static final String USERNAME = "username";
    public static final String FOLDERS = "folders";
    public static final String AFTERWARDS = "afterwards";
    public static final String FETCH_FROM = "fetchFrom";
    public static final String DESTINATION = "destination";
    private static final int MOST_FOLDERS = 100;

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, Mailbox.class)
                .unit(UNIT)
                .label("收件邮箱", "Mailbox", "Mailboxes")
                .title(NAME)
                .key(NAME);
        server(type);
        treatment(type);
        return type.view("all", "全部邮箱", "All mailboxes", NAME, "", NAME, ADDRESS, PROTOCOL, DESTINATION, ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, ADDRESS, DESTINATION, ACTIVE)
                .section("server", "服务器", "Server", PROTOCOL, HOST, PORT, ENCRYPTION, USERNAME)
                .section("treatment", "处理", "Treatment", FOLDERS, AFTERWARDS, FETCH_FROM, "remark")
                .hook(MailboxesType::check)
                .action(ActionDefinition.of("repair", "重新检查", "Look again", MailboxesType::repair))
                .touches(MailFoldersType.TYPE)
                .build();
    }

    private static void server(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(ADDRESS, EMAIL, f -> f.label("邮箱地址", "Address")
                        .required()
                        .searchable())
                .field(ACTIVE, BOOLEAN, f -> f.label("启用", "Active").required().defaultValue(Boolean.TRUE))
                .field(PROTOCOL, ENUMERATION, f -> f.label("协议", "Protocol")
                        .required()
                        .option("imap", "IMAP", "IMAP")
                        .option("pop3", "POP3", "POP3")
                        .defaultValue("imap"))
                .field(HOST, TEXT, f -> f.label("服务器", "Server").required())
                .field(PORT, INTEGER, f -> f.label("端口", "Port")
                        .help("留空为协议的标准端口。", "The usual port of the protocol when left empty."))
                .field(ENCRYPTION, ENUMERATION, f -> Encryption.options(f.label("加密", "Encryption")))
                .field(USERNAME, TEXT, f -> f.label("用户名", "User name").required());
    }

    private static void treatment(RecordDefinitionBuilder type) {
        type.field(FOLDERS, TEXT, f -> f.label("文件夹", "Folders")
                        .help(
                                "用逗号分隔；留空为 INBOX。POP3 只有一个收件箱。",
                                "Separated by commas; INBOX when left empty. POP3 has only one."))
                .field(AFTERWARDS, ENUMERATION, f -> f.label("收取后", "Afterwards")
                        .required()
                        .option("keep", "保留在服务器", "Leave it on the server")
                        .option("markRead", "标为已读", "Mark it as read")
                        .option("delete", "从服务器删除", "Delete it on the server")
                        .defaultValue("keep"))
                .field(
                        FETCH_FROM,
                        INSTANT,
                        f -> f.label("收取起始时间", "Fetch from")
                                .help(
                                        "更早的邮件不收取；留空为建立邮箱的时间。",
                                        "Older mail is left alone; when left empty, what was there before the mailbox was set up."))
                .field(DESTINATION, TEXT, f -> f.label("去向", "Goes to")
                        .help(
                                "处理来信的功能，例如 support；留空则只收下。",
                                "Who deals with the mail, such as support; when left empty it is only kept."))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"));
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        if (after.values().get(FETCH_FROM) == null) {
            outcome.set(FETCH_FROM, input.now());
        }
        if (!Encryption.isPort(after.integer(PORT, Encryption.SOME_PORT))) {
            outcome.reject(Violation.of(PORT, "badPort", "端口为 1 到 65535。", "A port is from 1 to 65535."));
        }
        return outcome;
    }

    /** Every mail that is there is looked at once more; what is here already stays as it is. */
    private static Outcome repair(ActionDefinition.Input input) {
        Outcome outcome = Outcome.none();
        String mine =
                MailFoldersType.MAILBOX + "==" + RecordId.format(input.record().id());
        input.records()
                .list(input.caller(), MailFoldersType.TYPE, new RecordQuery(mine, "", MOST_FOLDERS))
                .forEach(folder -> outcome.follow(new RecordChange.Update(
                        MailFoldersType.TYPE, folder.id(), null, Map.of(MailFoldersType.REREAD, true))));
        return outcome;
    }
}
