package org.penglai.crm.mail.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The tables of mail, as far as more is done with them than the record kernel does. */
public final class MailTables {
    public static final Table<Record> OUTGOING = table(unquotedName("crm_mail_outgoing"));
    public static final Table<Record> INCOMING = table(unquotedName("crm_mail_incoming"));
    public static final Table<Record> FOLDER = table(unquotedName("crm_mail_folder"));
    public static final Table<Record> MAILBOX = table(unquotedName("crm_mailbox"));
    public static final Table<Record> SENDER = table(unquotedName("crm_mail_sender"));
    public static final Table<Record> ARRIVAL = table(unquotedName("crm_mail_arrival"));
    public static final Table<Record> SECRET = table(unquotedName("crm_mail_secret"));

    public static final Field<Long> ID = of("id", SQLDataType.BIGINT);
    public static final Field<Long> VERSION = of("version", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> CREATED_AT = of("created_at", SQLDataType.LOCALDATETIME);
    public static final Field<Long> CREATED_BY = of("created_by", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> UPDATED_AT = of("updated_at", SQLDataType.LOCALDATETIME);
    public static final Field<Long> UPDATED_BY = of("updated_by", SQLDataType.BIGINT);
    public static final Condition LIVE =
            of("deleted_at", SQLDataType.LOCALDATETIME).isNull();

    public static final Field<String> STATUS = of("status", SQLDataType.VARCHAR);
    public static final Field<String> SUBJECT = of("subject", SQLDataType.VARCHAR);
    public static final Field<String> MESSAGE_ID = of("message_id", SQLDataType.VARCHAR);
    public static final Field<String> FROM = of("from_address", SQLDataType.VARCHAR);
    public static final Field<String> TO = of("to_addresses", SQLDataType.VARCHAR);
    public static final Field<Integer> ATTEMPTS = of("attempts", SQLDataType.INTEGER);
    public static final Field<LocalDateTime> NEXT_TRY = of("next_try_at", SQLDataType.LOCALDATETIME);
    public static final Field<LocalDateTime> SENT_AT = of("sent_at", SQLDataType.LOCALDATETIME);
    public static final Field<String> LAST_ERROR = of("last_error", SQLDataType.VARCHAR);
    public static final Field<String> LEASE_OWNER = of("lease_owner", SQLDataType.VARCHAR);
    public static final Field<LocalDateTime> LEASE_UNTIL = of("lease_until", SQLDataType.LOCALDATETIME);
    public static final Field<String> NAME = of("name", SQLDataType.VARCHAR);
    public static final Field<Long> MAILBOX_ID = of("mailbox_id", SQLDataType.BIGINT);

    public static final Field<String> MAIL_KEY = of("mail_key", SQLDataType.VARCHAR);
    public static final Field<Long> SENDER_ID = of("sender_id", SQLDataType.BIGINT);
    public static final Field<String> CC = of("cc_addresses", SQLDataType.VARCHAR);
    public static final Field<String> BCC = of("bcc_addresses", SQLDataType.VARCHAR);
    public static final Field<String> ABOUT_TYPE = of("about_type", SQLDataType.VARCHAR);
    public static final Field<Long> ABOUT_ID = of("about_id", SQLDataType.BIGINT);
    public static final Field<String> TEXT = of("text_body", SQLDataType.CLOB);
    public static final Field<String> HTML = of("html_body", SQLDataType.CLOB);
    public static final Field<String> DETAILS = of("details", SQLDataType.CLOB);
    public static final Field<LocalDateTime> NOT_BEFORE = of("not_before", SQLDataType.LOCALDATETIME);
    public static final Field<String> REFUSED = of("refused", SQLDataType.VARCHAR);
    public static final Field<String> REMAINING = of("remaining", SQLDataType.VARCHAR);
    public static final Field<Boolean> HANDING = of("handing", SQLDataType.BOOLEAN);

    public static final Field<String> MESSAGE_KEY = of("message_key", SQLDataType.VARCHAR);
    public static final Field<LocalDateTime> RECEIVED_AT = of("received_at", SQLDataType.LOCALDATETIME);
    public static final Field<String> RECORD_TYPE = of("record_type", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD_ID = of("record_id", SQLDataType.BIGINT);
    public static final Field<String> REASON = of("reason", SQLDataType.VARCHAR);
    public static final Field<Long> RAW_ID = of("raw_id", SQLDataType.BIGINT);

    public static final Field<String> PLACE_FOLDER = of("folder", SQLDataType.VARCHAR);
    public static final Field<String> PLACE = of("place", SQLDataType.VARCHAR);
    public static final Field<Long> MAIL_ID = of("mail_id", SQLDataType.BIGINT);
    public static final Field<LocalDateTime> ARRIVED_AT = of("arrived_at", SQLDataType.LOCALDATETIME);

    public static final Field<LocalDateTime> CHECKED_AT = of("checked_at", SQLDataType.LOCALDATETIME);
    public static final Field<Integer> WAITING = of("waiting", SQLDataType.INTEGER);
    public static final Field<Long> LAG = of("lag_seconds", SQLDataType.BIGINT);
    public static final Field<Long> FETCHED = of("fetched", SQLDataType.BIGINT);
    public static final Field<Long> UID_VALIDITY = of("uid_validity", SQLDataType.BIGINT);
    public static final Field<Long> LAST_UID = of("last_uid", SQLDataType.BIGINT);
    public static final Field<Boolean> REREAD = of("reread", SQLDataType.BOOLEAN);

    public static final Field<String> TYPE = of("type", SQLDataType.VARCHAR);
    public static final Field<String> PURPOSE = of("purpose", SQLDataType.VARCHAR);
    public static final Field<byte[]> SEALED = of("sealed", SQLDataType.BLOB);

    public static final Field<String> DKIM_RECORD = of("dkim_record", SQLDataType.VARCHAR);

    private static final int LONGEST_REASON = 1_000;

    private MailTables() {}

    private static <T> Field<T> of(String name, DataType<T> type) {
        return field(unquotedName(name), type);
    }

    public static LocalDateTime at(Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    public static Instant instant(LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    /** A text that fits into a column for reasons. */
    public static String reason(String text) {
        return cut(text, LONGEST_REASON);
    }

    public static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
