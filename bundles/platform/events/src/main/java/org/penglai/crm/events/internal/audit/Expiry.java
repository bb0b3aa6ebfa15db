package org.penglai.crm.events.internal.audit;

import static org.penglai.crm.events.internal.JournalTable.AUDIT;
import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.audit.SealTables.AUDIT_ID;
import static org.penglai.crm.events.internal.audit.SealTables.KIND;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL_POSITION;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL_TABLE;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Rows that are kept no longer. Their seals stay, so that the chain holds, and a link of the chain itself says up to which
 * position rows may be missing: only who has the key can say so.
 *
 * @param upTo position of the last of them
 * @param rows their ids
 */
record Expiry(long upTo, List<Long> rows) {
    /** Kind of the link that says it, with the position in place of the proof of a row. */
    static final String EXPIRED = "expired";

    private static final Field<String> SAYS =
            DSL.field(DSL.unquotedName("crm_audit_seal", "row_mac"), SQLDataType.VARCHAR);

    /** Up to which position rows may be missing; 0 if none may. */
    static long reached(DSLContext sql) {
        String said = sql.select(SAYS)
                .from(SEAL_TABLE)
                .where(KIND.eq(EXPIRED))
                .orderBy(SEAL_POSITION.desc())
                .limit(1)
                .fetchOne(SAYS);
        return said == null || !said.matches("\\d{1,18}") ? 0 : Long.parseLong(said);
    }

    /** The next of those that were written before the moment, at most so many; ends before the first that is younger. */
    static Expiry next(DSLContext sql, LocalDateTime before, int most) {
        long from = reached(sql);
        long upTo = from;
        List<Long> rows = new ArrayList<>();
        for (Record row : sql.select(SEAL_POSITION, AUDIT_ID, HAPPENED_AT)
                .from(SEAL_TABLE)
                .leftJoin(AUDIT)
                .on(AUDIT_ID.eq(ID))
                .where(SEAL_POSITION.gt(from))
                .orderBy(SEAL_POSITION)
                .limit(most)
                .fetch()) {
            LocalDateTime at = row.get(HAPPENED_AT);
            if (at != null && !at.isBefore(before)) {
                break;
            }
            if (at != null) {
                upTo = row.get(SEAL_POSITION);
                rows.add(row.get(AUDIT_ID));
            }
        }
        return new Expiry(upTo, rows);
    }

    void delete(DSLContext sql) {
        Lists.of(sql.dialect(), rows)
                .forEach(some ->
                        sql.deleteFrom(AUDIT).where(Lists.in(sql, ID, some)).execute());
    }
}
