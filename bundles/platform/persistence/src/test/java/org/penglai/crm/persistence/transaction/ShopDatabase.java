package org.penglai.crm.persistence.transaction;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Two units, shop and stock. Databases are kept for the next test and emptied at the end of each. */
final class ShopDatabase implements AutoCloseable {
    static final Table<Record> SALE = DSL.table(DSL.name("shop_sale"));
    static final Table<Record> ITEM = DSL.table(DSL.name("stock_item"));
    static final Field<Long> ID = DSL.field(DSL.name("id"), SQLDataType.BIGINT);
    static final Field<Long> VERSION = DSL.field(DSL.name("version"), SQLDataType.BIGINT);
    static final Field<String> NAME = DSL.field(DSL.name("name"), SQLDataType.VARCHAR);
    static final Field<Integer> QUANTITY = DSL.field(DSL.name("quantity"), SQLDataType.INTEGER);

    private static final Map<String, ShopDatabase> OPEN = new ConcurrentHashMap<>();

    final TestDatabase database;

    private ShopDatabase(TestDatabase database) {
        this.database = database.migrate("shop", "stock");
        database.unit("shop", Sale.class);
        database.unit("stock", Item.class);
    }

    static ShopDatabase on(TestDatabase.Kind kind) {
        return on(kind, Duration.ofSeconds(20));
    }

    static ShopDatabase on(TestDatabase.Kind kind, Duration limit) {
        return OPEN.computeIfAbsent(kind + " " + limit, key -> new ShopDatabase(kind.open(limit)));
    }

    /** Committed rows of both tables, as another connection sees them. */
    int rows() {
        return database.database().read(sql -> sql.fetchCount(SALE) + sql.fetchCount(ITEM));
    }

    String nameOf(long id) {
        return database.database()
                .read(sql -> sql.select(NAME).from(SALE).where(ID.eq(id)).fetchOne(NAME));
    }

    @Override
    public void close() {
        database.transactions().run(transaction -> {
            transaction.sql().deleteFrom(SALE).execute();
            return transaction.sql().deleteFrom(ITEM).execute();
        });
    }
}
