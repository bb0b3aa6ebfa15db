package org.penglai.crm.records.internal.types;

import static org.jooq.impl.DSL.unquotedName;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.json.StoredTypeJson;
import org.penglai.crm.records.spi.StoredType;

/** Table crm_type: every type that was ever installed. */
final class TypeTable {
    private static final Table<Record> TABLE = DSL.table(unquotedName("crm_type"));
    private static final Field<String> NAME = DSL.field(unquotedName("name"), SQLDataType.VARCHAR);
    private static final Field<String> MODULE = DSL.field(unquotedName("module"), SQLDataType.VARCHAR);
    private static final Field<String> VERSION = DSL.field(unquotedName("module_version"), SQLDataType.VARCHAR);
    private static final Field<String> TABLE_NAME = DSL.field(unquotedName("table_name"), SQLDataType.VARCHAR);
    private static final Field<String> DEFINITION = DSL.field(unquotedName("definition"), SQLDataType.CLOB);
    private static final Field<String> STATE = DSL.field(unquotedName("state"), SQLDataType.VARCHAR);
    private static final Field<LocalDateTime> UPDATED_AT =
            DSL.field(unquotedName("updated_at"), SQLDataType.LOCALDATETIME);
    private static final String ACTIVE = "active";
    private static final String REMOVED = "removed";

    private final Database database;
    private final Transactions transactions;
    private final StoredTypeJson json = new StoredTypeJson();

    TypeTable(Database database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    List<Row> load() {
        return database.read(sql -> sql.select(DEFINITION, STATE)
                .from(TABLE)
                .orderBy(NAME)
                .fetch(row -> new Row(json.read(row.value1()), REMOVED.equals(row.value2()))));
    }

    /** All of them or none. */
    void save(List<StoredType> types) {
        transactions.run(transaction -> {
            types.forEach(type -> save(transaction.sql(), type));
            return null;
        });
    }

    private void save(DSLContext sql, StoredType type) {
        int updated = sql.update(TABLE)
                .set(MODULE, type.module())
                .set(VERSION, type.moduleVersion())
                .set(TABLE_NAME, type.table())
                .set(DEFINITION, json.write(type))
                .set(STATE, ACTIVE)
                .set(UPDATED_AT, now())
                .where(NAME.eq(type.name()))
                .execute();
        if (updated == 0) {
            sql.insertInto(TABLE, NAME, MODULE, VERSION, TABLE_NAME, DEFINITION, STATE, UPDATED_AT)
                    .values(
                            type.name(),
                            type.module(),
                            type.moduleVersion(),
                            type.table(),
                            json.write(type),
                            ACTIVE,
                            now())
                    .execute();
        }
    }

    void remove(String module) {
        transactions.run(transaction -> transaction
                .sql()
                .update(TABLE)
                .set(STATE, REMOVED)
                .set(UPDATED_AT, now())
                .where(MODULE.eq(module))
                .execute());
    }

    void purge(String module) {
        transactions.run(transaction ->
                transaction.sql().deleteFrom(TABLE).where(MODULE.eq(module)).execute());
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(Clock.system(ZoneOffset.UTC));
    }

    /** @param removed its module was removed for good */
    record Row(StoredType type, boolean removed) {}
}
