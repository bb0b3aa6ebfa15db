package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordWrites.Once;

/** Creates a record at most once for each key of a caller, by a row that is committed together with the record. */
final class IdempotentCreation {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_PURGES = Duration.ofHours(1);
    private static final int CREATED = 201;

    private static final Table<Record> TABLE = DSL.table(unquotedName("crm_idempotency"));
    private static final Field<Long> USER = DSL.field(unquotedName("user_id"), SQLDataType.BIGINT);
    private static final Field<String> KEY = DSL.field(unquotedName("key_hash"), SQLDataType.VARCHAR);
    private static final Field<String> BODY = DSL.field(unquotedName("body_hash"), SQLDataType.VARCHAR);
    private static final Field<Integer> STATUS = DSL.field(unquotedName("status"), SQLDataType.INTEGER);
    private static final Field<String> TYPE = DSL.field(unquotedName("record_type"), SQLDataType.VARCHAR);
    private static final Field<Long> RECORD = DSL.field(unquotedName("record_id"), SQLDataType.BIGINT);
    private static final Field<LocalDateTime> AT = DSL.field(unquotedName("created_at"), SQLDataType.LOCALDATETIME);

    private final Kernel kernel;
    private final AtomicReference<Instant> purged = new AtomicReference<>(Instant.EPOCH);

    IdempotentCreation(Kernel kernel) {
        this.kernel = kernel;
    }

    Once create(Caller caller, RecordChange.Create change, String key, String bodyHash) {
        String keyHash = sha256(key);
        String body = sha256(change.type() + "\n" + bodyHash);
        purgeNowAndThen();
        Once earlier = earlier(caller, keyHash, body);
        if (earlier != null) {
            return earlier;
        }
        try {
            AtomicReference<Long> made = new AtomicReference<>();
            Map<Integer, RecordSnapshot> written = kernel.atomically(
                    caller,
                    planning -> {
                        planning.add(0, change);
                        planning.plan().changes().stream().findFirst().ifPresent(planned -> made.set(planned.id()));
                    },
                    transaction -> insert(transaction.sql(), caller, keyHash, body, change.type(), made.get()));
            return new Once(written.get(0).id(), true);
        } catch (Conflict duplicate) {
            // Perhaps not of the record but of the key: the same request at the same moment was first.
            Once other = earlier(caller, keyHash, body);
            if (other != null) {
                return other;
            }
            throw duplicate;
        }
    }

    private Once earlier(Caller caller, String key, String body) {
        Record2<String, Long> row = kernel.database().read(sql -> sql.select(BODY, RECORD)
                .from(TABLE)
                .where(USER.eq(caller.userId()))
                .and(KEY.eq(key))
                .and(AT.gt(oldest()))
                .fetchOne());
        if (row == null) {
            return null;
        }
        if (!row.value1().equals(body)) {
            throw new Invalid(Failures.violation(
                    "",
                    "idempotencyMismatch",
                    "该 Idempotency-Key 已用于另一个请求。",
                    "This Idempotency-Key came with another request before."));
        }
        return new Once(row.value2(), false);
    }

    /** First of all writes of the transaction, so that a second request waits here and holds no other lock. */
    private void insert(DSLContext sql, Caller caller, String key, String body, String type, long record) {
        sql.deleteFrom(TABLE)
                .where(USER.eq(caller.userId()))
                .and(KEY.eq(key))
                .and(AT.le(oldest()))
                .execute();
        sql.insertInto(TABLE, USER, KEY, BODY, STATUS, TYPE, RECORD, AT)
                .values(
                        caller.userId(),
                        key,
                        body,
                        CREATED,
                        type,
                        record,
                        utc(kernel.clock().instant()))
                .execute();
    }

    private void purgeNowAndThen() {
        Instant now = kernel.clock().instant();
        Instant last = purged.get();
        if (Duration.between(last, now).compareTo(BETWEEN_PURGES) > 0 && purged.compareAndSet(last, now)) {
            kernel.transactions().run(transaction -> transaction
                    .sql()
                    .deleteFrom(TABLE)
                    .where(AT.le(oldest()))
                    .execute());
        }
    }

    private LocalDateTime oldest() {
        return utc(kernel.clock().instant().minus(KEPT));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
