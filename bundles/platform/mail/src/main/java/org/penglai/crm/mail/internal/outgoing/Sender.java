package org.penglai.crm.mail.internal.outgoing;

import java.util.Locale;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.mail.internal.ServerAddress;
import org.penglai.crm.mail.internal.type.MailSendersType;

/**
 * By whom mail is sent.
 *
 * @param version of the record: another one has other settings
 * @param server that takes the mail
 * @param perMinute 0 for no limit
 * @param perDay 0 for no limit
 * @param dkimDomain null for no signature
 */
record Sender(
        long id,
        long version,
        String name,
        String address,
        String displayName,
        String replyTo,
        boolean active,
        ServerAddress server,
        int connections,
        long perMinute,
        long perDay,
        boolean sendAgain,
        String dkimDomain,
        String dkimSelector) {

    static Sender of(RecordSnapshot record) {
        return new Sender(
                record.id(),
                record.version(),
                record.text(MailSendersType.NAME),
                record.text(MailSendersType.ADDRESS),
                record.text(MailSendersType.DISPLAY_NAME),
                record.text(MailSendersType.REPLY_TO),
                Boolean.TRUE.equals(record.values().get(MailSendersType.ACTIVE)),
                new ServerAddress(
                        record.text(MailSendersType.HOST),
                        (int) record.integer(MailSendersType.PORT, 0),
                        record.text(MailSendersType.ENCRYPTION),
                        record.text(MailSendersType.USERNAME)),
                (int) record.integer(MailSendersType.CONNECTIONS, 1),
                record.integer(MailSendersType.PER_MINUTE, 0),
                record.integer(MailSendersType.PER_DAY, 0),
                MailSendersType.SEND_AGAIN.equals(record.text(MailSendersType.WHEN_UNCERTAIN)),
                record.text(MailSendersType.DKIM_DOMAIN),
                record.text(MailSendersType.DKIM_SELECTOR));
    }

    String domain() {
        return address.substring(address.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
