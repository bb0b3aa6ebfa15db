package org.penglai.crm.exchange.internal.demo;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.demo.Demo;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.StoredType;

/** By table crm_external_id, where sample records keep their keys even while they lie in the recycle bin. */
final class SqlDemoIndex implements DemoIndex {

    private static final Table<Record> EXTERNAL_IDS = DSL.table(DSL.unquotedName("crm_external_id"));
    private static final Field<String> TYPE = DSL.field(DSL.unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<String> SYSTEM = DSL.field(DSL.unquotedName("system_name"), SQLDataType.VARCHAR);
    private static final Field<String> KEY = DSL.field(DSL.unquotedName("external_key"), SQLDataType.VARCHAR);
    private static final Field<Long> RECORD = DSL.field(DSL.unquotedName("record_id"), SQLDataType.BIGINT);

    private final Database database;
    private final Transactions transactions;

    SqlDemoIndex(Database database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** A record that was purged from the recycle bin counts as deleted. */
    @Override
    public Map<String, Loaded> loaded(StoredType type) {
        Field<Long> id = column(type, "id", Long.class);
        Field<LocalDateTime> deletedAt = column(type, "deleted_at", LocalDateTime.class);
        return database.read(sql -> {
            Map<String, Loaded> loaded = new HashMap<>();
            sql.select(KEY, RECORD, id, deletedAt)
                    .from(EXTERNAL_IDS)
                    .leftJoin(table(type))
                    .on(id.eq(RECORD))
                    .where(demo(type))
                    .forEach(row -> loaded.put(
                            row.value1(), new Loaded(row.value2(), row.value3() != null && row.value4() == null)));
            return loaded;
        });
    }

    @Override
    public void forgetDeleted(StoredType type) {
        List<String> keys = loaded(type).entrySet().stream()
                .filter(entry -> !entry.getValue().live())
                .map(Map.Entry::getKey)
                .toList();
        transactions.run(transaction -> {
            for (String key : keys) {
                transaction
                        .sql()
                        .deleteFrom(EXTERNAL_IDS)
                        .where(demo(type).and(KEY.eq(key)))
                        .execute();
            }
            return null;
        });
    }

    @Override
    public boolean isEmpty(StoredType type) {
        return database.read(sql ->
                sql.select(DSL.inline(1)).from(table(type)).limit(1).fetch().isEmpty());
    }

    private static Condition demo(StoredType type) {
        return TYPE.eq(type.name()).and(SYSTEM.eq(Demo.SYSTEM));
    }

    private static Table<Record> table(StoredType type) {
        return DSL.table(DSL.unquotedName(type.table()));
    }

    private static <T> Field<T> column(StoredType type, String name, Class<T> as) {
        Name qualified = DSL.unquotedName(type.table(), name);
        return DSL.field(qualified, as);
    }
}
