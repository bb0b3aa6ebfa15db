package org.penglai.crm.mail.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Service;
import javax.mail.Session;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.mail.internal.outgoing.Dkim;
import org.penglai.crm.mail.internal.type.MailSendersType;
import org.penglai.crm.mail.internal.type.MailboxesType;
import org.penglai.crm.mail.spi.MailSettings;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Secrets, trials and figures of mail. What is done is noted in the audit, without the secrets. */
@Component
public final class StoredMailSettings implements MailSettings {
    private static final int LONGEST_PASSWORD = 500;

    private final Records records;
    private final MailSecrets secrets;
    private final Database database;
    private final Transactions transactions;
    private final Journal journal;

    @Activate
    public StoredMailSettings(
            @Reference Records records,
            @Reference MailSecrets secrets,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Journal journal) {
        this.records = records;
        this.secrets = secrets;
        this.database = database;
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public void password(Caller caller, String type, long id, String password) {
        require(caller, type, id);
        if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
            throw new Invalid(
                    Violation.of("password", "badLength", "密码为 1 到 500 个字符。", "A password has 1 to 500 characters."));
        }
        secrets.put(type, id, MailSecrets.PASSWORD, password);
        // Connections with the old one go.
        Table<Record> table = type.equals(MailboxesType.TYPE) ? MailTables.MAILBOX : MailTables.SENDER;
        transactions.run(transaction -> transaction
                .sql()
                .update(table)
                .set(MailTables.VERSION, MailTables.VERSION.plus(1))
                .where(MailTables.ID.eq(id))
                .execute());
        note(caller, type, id, "passwordChanged");
    }

    @Override
    public String test(Caller caller, String type, long id) {
        RecordSnapshot record = require(caller, type, id);
        note(caller, type, id, "tested");
        ServerAddress server = new ServerAddress(
                record.text(MailboxesType.HOST),
                (int) record.integer(MailboxesType.PORT, 0),
                record.text(MailboxesType.ENCRYPTION),
                record.text(MailboxesType.USERNAME));
        String password = secrets.find(type, id, MailSecrets.PASSWORD).orElse(null);
        String protocol = type.equals(MailboxesType.TYPE) ? record.text(MailboxesType.PROTOCOL) : "smtp";
        try {
            return MailClassLoading.within(() -> connect(server, protocol, password));
        } catch (MessagingException failure) {
            return MailTables.reason(Words.of(failure));
        } catch (Exception failure) {
            // Boundary: what the library throws at settings that nobody thought of is an answer to whoever made them.
            return MailTables.reason(failure.toString());
        }
    }

    private static String connect(ServerAddress server, String protocol, String password) throws MessagingException {
        Properties properties = server.properties(protocol);
        properties.setProperty("mail." + protocol + ".auth", Boolean.toString(server.username() != null));
        properties.setProperty("mail." + protocol + ".timeout", "10000");
        Session session = Session.getInstance(properties);
        try (Service service = protocol.equals("smtp") ? session.getTransport(protocol) : session.getStore(protocol)) {
            service.connect(server.host(), server.username(), password);
        }
        return null;
    }

    @Override
    public String renewKey(Caller caller, long sender) {
        RecordSnapshot record = require(caller, MailSendersType.TYPE, sender);
        if (record.text(MailSendersType.DKIM_DOMAIN) == null) {
            throw new Invalid(Violation.of(
                    MailSendersType.DKIM_DOMAIN, "required", "请先填写签名域名和选择器。", "Fill in domain and selector first."));
        }
        Dkim.Keys keys = Dkim.generate();
        secrets.put(MailSendersType.TYPE, sender, MailSecrets.DKIM, keys.secret());
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.SENDER)
                .set(MailTables.DKIM_RECORD, keys.record())
                .set(MailTables.VERSION, MailTables.VERSION.plus(1))
                .where(MailTables.ID.eq(sender))
                .execute());
        note(caller, MailSendersType.TYPE, sender, "keyRenewed");
        return keys.record();
    }

    @Override
    public Map<String, Long> outgoing() {
        return counts(MailTables.OUTGOING);
    }

    @Override
    public Map<String, Long> incoming() {
        return counts(MailTables.INCOMING);
    }

    private Map<String, Long> counts(Table<Record> table) {
        return database.read(sql -> sql.select(MailTables.STATUS, DSL.count())
                .from(table)
                .where(MailTables.LIVE)
                .groupBy(MailTables.STATUS)
                .fetchMap(row -> row.value1(), row -> (long) row.value2()));
    }

    private void note(Caller caller, String type, long id, String operation) {
        journal.note(new Journal.Entry(type, id, 0, operation, caller.userId(), null));
    }

    private RecordSnapshot require(Caller caller, String type, long id) {
        boolean known = type.equals(MailboxesType.TYPE) || type.equals(MailSendersType.TYPE);
        if (known && !caller.may(type + ":update")) {
            throw new Forbidden("missingPermission", Localized.of("您没有此权限。", "You lack the right."));
        }
        return (known ? records.find(caller, type, id) : Optional.<RecordSnapshot>empty())
                .orElseThrow(() -> new NotFound("recordNotFound", Localized.of("没有这条记录。", "There is no such record.")));
    }
}
