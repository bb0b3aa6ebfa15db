package org.penglai.crm.mail.internal.outgoing;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.mail.internal.MailTables;

/**
 * A mail whose turn it is.
 *
 * @param remaining addresses that no server has taken it for yet
 * @param refused addresses that a server has refused for good, with its words; null for none
 */
record Letter(
        long id,
        String subject,
        String messageId,
        String text,
        String html,
        Details details,
        int attempts,
        List<String> remaining,
        String refused) {

    private static final List<Field<?>> COLUMNS = List.of(
            MailTables.ID,
            MailTables.SUBJECT,
            MailTables.MESSAGE_ID,
            MailTables.TEXT,
            MailTables.HTML,
            MailTables.DETAILS,
            MailTables.ATTEMPTS,
            MailTables.REMAINING,
            MailTables.REFUSED);

    static Letter read(DSLContext sql, long id) {
        return sql.select(COLUMNS)
                .from(MailTables.OUTGOING)
                .where(MailTables.ID.eq(id))
                .fetchOne(Letter::of);
    }

    private static Letter of(Record row) {
        Details details = Details.read(row.get(MailTables.DETAILS));
        String remaining = row.get(MailTables.REMAINING);
        List<String> all = Stream.of(details.to(), details.cc(), details.bcc())
                .flatMap(List::stream)
                .map(MailAddress::address)
                .distinct()
                .toList();
        return new Letter(
                row.get(MailTables.ID),
                row.get(MailTables.SUBJECT),
                row.get(MailTables.MESSAGE_ID),
                row.get(MailTables.TEXT),
                row.get(MailTables.HTML),
                details,
                row.get(MailTables.ATTEMPTS),
                remaining == null ? all : List.of(remaining.split(" ")),
                row.get(MailTables.REFUSED));
    }
}
