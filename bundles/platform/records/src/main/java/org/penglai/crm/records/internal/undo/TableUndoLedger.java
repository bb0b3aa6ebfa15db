package org.penglai.crm.records.internal.undo;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.UndoLedger;

/** What of the ledger is to be seen from outside. */
@Component
public final class TableUndoLedger implements UndoLedger {
    private final Database database;
    private final UndoRows rows;

    /** @param migrated proof that the tables are there */
    @Activate
    public TableUndoLedger(
            @Reference Database database,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this.database = database;
        this.rows = new UndoRows(ids);
    }

    @Override
    public boolean canUndo(long job) {
        return database.read(sql -> rows.isFree(sql, job));
    }
}
