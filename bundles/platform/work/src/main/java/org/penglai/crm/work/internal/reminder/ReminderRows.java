package org.penglai.crm.work.internal.reminder;

import static org.penglai.crm.work.internal.WorkTables.DUE_AT;
import static org.penglai.crm.work.internal.WorkTables.OCCURRENCE_AT;
import static org.penglai.crm.work.internal.WorkTables.RECORD_ID;
import static org.penglai.crm.work.internal.WorkTables.REMINDERS;
import static org.penglai.crm.work.internal.WorkTables.TYPE;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penglai.crm.work.internal.WorkTables;

/** The table of next reminders. */
final class ReminderRows {
    private ReminderRows() {}

    /** @param dueAt and {@code occurrenceAt} as stored, so that a row is recognised as unchanged */
    record Row(String type, long recordId, LocalDateTime dueAt, LocalDateTime occurrenceAt) {
        Instant occurrence() {
            return WorkTables.instant(occurrenceAt);
        }

        private Condition unchanged() {
            return of(type, recordId).and(DUE_AT.eq(dueAt)).and(OCCURRENCE_AT.eq(occurrenceAt));
        }
    }

    static List<Row> due(DSLContext sql, Instant now, int limit) {
        return sql.select(TYPE, RECORD_ID, DUE_AT, OCCURRENCE_AT)
                .from(REMINDERS)
                .where(DUE_AT.le(WorkTables.utc(now)))
                .orderBy(DUE_AT)
                .limit(limit)
                .fetch(row -> new Row(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** Puts the row in the place of the one that is there. */
    static void replace(DSLContext sql, String type, long recordId, Optional<ReminderPlan> next) {
        sql.deleteFrom(REMINDERS).where(of(type, recordId)).execute();
        next.ifPresent(plan -> sql.insertInto(REMINDERS)
                .set(TYPE, type)
                .set(RECORD_ID, recordId)
                .set(DUE_AT, WorkTables.utc(plan.dueAt()))
                .set(OCCURRENCE_AT, WorkTables.utc(plan.occurrenceAt()))
                .execute());
    }

    /** Moves or removes the row if it is as it was read; false if somebody else was faster. */
    static boolean take(DSLContext sql, Row row, Optional<ReminderPlan> next) {
        int taken = next.isPresent()
                ? sql.update(REMINDERS)
                        .set(DUE_AT, WorkTables.utc(next.get().dueAt()))
                        .set(OCCURRENCE_AT, WorkTables.utc(next.get().occurrenceAt()))
                        .where(row.unchanged())
                        .execute()
                : sql.deleteFrom(REMINDERS).where(row.unchanged()).execute();
        return taken > 0;
    }

    private static Condition of(String type, long recordId) {
        return TYPE.eq(type).and(RECORD_ID.eq(recordId));
    }
}
