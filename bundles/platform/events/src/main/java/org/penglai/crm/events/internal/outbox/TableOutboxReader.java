package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.JournalTable.CHANGES;
import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.JournalTable.OPERATION;
import static org.penglai.crm.events.internal.JournalTable.RECORD_ID;
import static org.penglai.crm.events.internal.JournalTable.RECORD_VERSION;
import static org.penglai.crm.events.internal.JournalTable.TYPE;
import static org.penglai.crm.events.internal.JournalTable.USER_ID;
import static org.penglai.crm.events.internal.outbox.EventTables.EVENT;
import static org.penglai.crm.events.internal.outbox.EventTables.NAME;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.time.ZoneOffset;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.persistence.spi.Database;

/** The table of events. */
@Component(service = {OutboxReader.class, TableOutboxReader.class})
public final class TableOutboxReader implements OutboxReader {
    private static final int MOST = 1_000;

    private final Database database;

    /** @param leases only there when the tables are */
    @Activate
    public TableOutboxReader(@Reference Leases leases) {
        this.database = leases.database();
    }

    @Override
    public long last() {
        Long last = database.read(sql ->
                sql.select(POSITION).from(READER).where(NAME.eq(Sequencer.NAME)).fetchOne(POSITION));
        return last == null ? 0 : last;
    }

    @Override
    public long first() {
        Long first = database.read(sql ->
                sql.select(POSITION).from(EVENT).orderBy(POSITION).limit(1).fetchOne(POSITION));
        return first == null ? last() + 1 : first;
    }

    @Override
    public List<OutboxEvent> read(long after, int limit) {
        return database.read(
                sql -> sql.select(POSITION, HAPPENED_AT, TYPE, RECORD_ID, RECORD_VERSION, OPERATION, USER_ID, CHANGES)
                        .from(EVENT)
                        .where(POSITION.gt(after))
                        .orderBy(POSITION)
                        .limit(Math.min(limit, MOST))
                        .fetch(row -> new OutboxEvent(
                                row.value1(),
                                row.value2().toInstant(ZoneOffset.UTC),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8())));
    }
}
