package org.penglai.crm.mail.internal.type;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.EMAIL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code mailSenders} (发件人): addresses that mail is sent by. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-mail)"))
public final class MailSendersType implements RecordType {
    public static final String TYPE = "mailSenders";
    public static final String NAME = "name";
    public static final String ADDRESS = "address";
    public static final String DISPLAY_NAME = "displayName";
    public static final String REPLY_TO = "replyTo";
    public static final String ACTIVE = "active";
    public static final String DEFAULT = "defaultSender";
    public static final String HOST = "host";
    public static final String PORT = "port";
    public static final String ENCRYPTION = "encryption";
    public static final String USERNAME = "username";
    public static final String CONNECTIONS = "connections";
    public static final String PER_MINUTE = "perMinute";
    public static final String PER_DAY = "perDay";
    public static final String WHEN_UNCERTAIN = "whenUncertain";
    /** Value of {@link #WHEN_UNCERTAIN}: rather twice than not at all. */
    public static final String SEND_AGAIN = "sendAgain";

    public static final String DKIM_DOMAIN = "dkimDomain";
    public static final String DKIM_SELECTOR = "dkimSelector";
    public static final String DKIM_RECORD = "dkimRecord";
    private static final int MOST_SENDERS = 1_000;
    private static final int MOST_CONNECTIONS = 20;

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, MailSender.class)
                .unit(MailboxesType.UNIT)
                .label("发件人", "Sender", "Senders")
                .title(NAME)
                .key(NAME);
        who(type);
        server(type);
        limits(type);
        signature(type);
        return type.view(
                        "all",
                        "全部发件人",
                        "All senders",
                        NAME,
                        "",
                        NAME,
                        ADDRESS,
                        DEFAULT,
                        ACTIVE,
                        HOST,
                        "status",
                        "lastError")
                .section("basic", "基本信息", "Basics", NAME, ADDRESS, DISPLAY_NAME, REPLY_TO, DEFAULT, ACTIVE)
                .section("server", "服务器", "Server", HOST, PORT, ENCRYPTION, USERNAME, "status", "lastError")
                .section("limits", "限制", "Limits", CONNECTIONS, PER_MINUTE, PER_DAY, WHEN_UNCERTAIN)
                .section("dkim", "DKIM 签名", "DKIM signature", DKIM_DOMAIN, DKIM_SELECTOR, DKIM_RECORD, "remark")
                .hook(MailSendersType::check)
                .touches(TYPE)
                .build();
    }

    private static void who(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(ADDRESS, EMAIL, f -> f.label("发件地址", "Address")
                        .required()
                        .searchable())
                .field(DISPLAY_NAME, TEXT, f -> f.label("显示名称", "Shown as"))
                .field(REPLY_TO, EMAIL, f -> f.label("回复地址", "Answers go to"))
                .field(ACTIVE, BOOLEAN, f -> f.label("启用", "Active").required().defaultValue(Boolean.TRUE))
                .field(DEFAULT, BOOLEAN, f -> f.label("默认发件人", "Default")
                        .required()
                        .defaultValue(Boolean.FALSE));
    }

    private static void server(RecordDefinitionBuilder type) {
        type.field(HOST, TEXT, f -> f.label("SMTP 服务器", "SMTP server").required())
                .field(PORT, INTEGER, f -> f.label("端口", "Port").help("留空为标准端口。", "The usual port when left empty."))
                .field(ENCRYPTION, ENUMERATION, f -> Encryption.options(f.label("加密", "Encryption")))
                .field(USERNAME, TEXT, f -> f.label("用户名", "User name").help("留空则不登录。", "No sign-in when left empty."))
                .field("status", ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .option("well", "正常", "Well")
                        .option("failing", "出错", "Failing"))
                .field("lastError", TEXT, f -> f.label("最近的错误", "Last error").readOnly());
    }

    private static void limits(RecordDefinitionBuilder type) {
        type.field(CONNECTIONS, INTEGER, f -> f.label("同时连接数", "Connections")
                        .required()
                        .defaultValue(2))
                .field(PER_MINUTE, INTEGER, f -> f.label("每分钟上限", "Most a minute")
                        .help("留空不限。", "No limit when left empty."))
                .field(PER_DAY, INTEGER, f -> f.label("每 24 小时上限", "Most in 24 hours")
                        .help("留空不限。", "No limit when left empty."))
                .field(WHEN_UNCERTAIN, ENUMERATION, f -> f.label("无法确认送出时", "When it is uncertain")
                        .help(
                                "正要确认时连接或系统中断，无法得知服务器是否收下：等待人工决定，或者宁可重复也再发一次。",
                                "The connection or the system ended just when the server was to say that it has the mail:"
                                        + " wait for somebody to decide, or send it again even though it may be twice.")
                        .required()
                        .option("ask", "等待决定", "Wait for a decision")
                        .option(SEND_AGAIN, "再次发送", "Send it again")
                        .defaultValue("ask"));
    }

    private static void signature(RecordDefinitionBuilder type) {
        type.field(DKIM_DOMAIN, TEXT, f -> f.label("签名域名", "Domain").help("留空则不签名。", "No signature when left empty."))
                .field(DKIM_SELECTOR, TEXT, f -> f.label("选择器", "Selector"))
                .field(DKIM_RECORD, LONG_TEXT, f -> f.label("DNS 记录", "DNS record")
                        .help(
                                "生成密钥后，把它作为 TXT 记录发布到 选择器._domainkey.域名。",
                                "After making a key, publish this as TXT record at selector._domainkey.domain.")
                        .readOnly())
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"));
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        if (!Encryption.isPort(after.integer(PORT, Encryption.SOME_PORT))) {
            outcome.reject(Violation.of(PORT, "badPort", "端口为 1 到 65535。", "A port is from 1 to 65535."));
        }
        long connections = after.integer(CONNECTIONS, 1);
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            outcome.reject(Violation.of(CONNECTIONS, "outOfRange", "应为 1 到 20。", "Must be from 1 to 20."));
        }
        boolean signs = after.text(DKIM_DOMAIN) != null;
        if (signs && after.text(DKIM_SELECTOR) == null) {
            outcome.reject(Violation.of(DKIM_SELECTOR, "required", "有签名域名时必须填写选择器。", "A domain needs a selector."));
        }
        if (Boolean.TRUE.equals(after.values().get(DEFAULT))) {
            onlyOneDefault(input, outcome);
        }
        return outcome;
    }

    private static void onlyOneDefault(RecordHook.Input input, Outcome outcome) {
        input.records().list(input.caller(), TYPE, new RecordQuery(DEFAULT + "==true", "", MOST_SENDERS)).stream()
                .filter(other -> other.id() != input.after().id())
                .forEach(other -> outcome.follow(
                        new RecordChange.Update(TYPE, other.id(), null, Map.of(DEFAULT, Boolean.FALSE))));
    }
}
