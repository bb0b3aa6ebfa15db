package org.penglai.crm.records.internal.custom;

import static org.jooq.impl.DSL.unquotedName;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.ChoiceTable;
import org.penglai.crm.records.internal.query.page.CodePoints;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.UniqueKeys;

/**
 * Adds and drops columns of side tables. A nullable column without default is metadata only on both databases, however
 * many rows there are. Each step is a transaction of its own, repeated by the platform while the table is busy.
 */
@Component(service = CustomColumns.class)
public final class SideTableColumns implements CustomColumns {
    private static final int LOCK_MILLISECONDS = 2_000;
    private static final int CURRENCY = 3;

    private static final Field<Long> ID = DSL.field(unquotedName("id"), SQLDataType.BIGINT.notNull());

    private final Transactions transactions;
    private final DataSource source;
    private final KeyIndexes keyIndexes;

    @Activate
    public SideTableColumns(
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource source,
            @Reference FoldedColumns folded) {
        this.transactions = transactions;
        this.source = source;
        keyIndexes = new KeyIndexes(source, folded);
    }

    @Override
    public void add(StoredType type, StoredField field) {
        if (field.column() == null) {
            return;
        }
        run(sql -> {
            if (columns(sql, type).isEmpty()) {
                sql.createTable(table(type))
                        .column(ID)
                        .constraint(DSL.constraint(unquotedName("pk_" + TableIndexes.shortened(type.sideTable())))
                                .primaryKey(ID))
                        .execute();
            }
        });
        run(sql -> {
            Set<String> known = columns(sql, type);
            if (!known.contains(field.column())) {
                sql.alterTable(table(type)).addColumn(column(field)).execute();
            }
            if (field.currencyColumn() != null && !known.contains(field.currencyColumn())) {
                sql.alterTable(table(type))
                        .addColumn(DSL.field(unquotedName(field.currencyColumn()), SQLDataType.VARCHAR(CURRENCY)))
                        .execute();
            }
        });
    }

    @Override
    public void drop(StoredType type, StoredField field) {
        if (field.kind() == FieldKind.CHOICES) {
            run(sql -> sql.deleteFrom(ChoiceTable.TABLE)
                    .where(ChoiceTable.TYPE.eq(type.name()))
                    .and(ChoiceTable.FIELD.eq(field.name()))
                    .execute());
        }
        if (field.column() == null) {
            return;
        }
        run(sql -> {
            Set<String> known = columns(sql, type);
            if (known.contains(field.column())) {
                sql.alterTable(table(type))
                        .dropColumn(unquotedName(field.column()))
                        .execute();
            }
            if (field.currencyColumn() != null && known.contains(field.currencyColumn())) {
                sql.alterTable(table(type))
                        .dropColumn(unquotedName(field.currencyColumn()))
                        .execute();
            }
        });
    }

    @Override
    public void index(StoredType type, StoredField field) {
        if (field.column() == null || field.kind() == FieldKind.LONG_TEXT) {
            return;
        }
        // Concurrently means outside of any transaction.
        try (Connection connection = source.getConnection()) {
            TableIndexes indexes = new TableIndexes(connection);
            Field<?> column = DSL.field(unquotedName(field.column()));
            boolean text = ColumnType.of(field).getType() == String.class;
            // Sorted and found by code points, whatever the collation of the database.
            SQLDialect dialect = indexes.sql().dialect();
            Field<?> sorted = text ? CodePoints.of(column.coerce(String.class), dialect) : column;
            String name = TableIndexes.shortened(type.sideTable() + "_" + field.column());
            indexes.make(type.sideTable(), name, List.of(sorted, ID));
        } catch (SQLException e) {
            throw new DataAccessException("the index of " + type.name() + "." + field.name() + " was not made", e);
        }
    }

    @Override
    public void keepIndexes(StoredType type, Collection<UniqueKeys.Key> keys) {
        keyIndexes.keep(type, keys);
    }

    private void run(java.util.function.Consumer<DSLContext> step) {
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            if (sql.dialect().family() == SQLDialect.POSTGRES) {
                sql.select(DSL.function(
                                "set_config",
                                String.class,
                                DSL.val("lock_timeout"),
                                DSL.val(Integer.toString(LOCK_MILLISECONDS)),
                                DSL.inline(true)))
                        .fetch();
            }
            step.accept(sql);
            return null;
        });
    }

    private static Table<Record> table(StoredType type) {
        return DSL.table(unquotedName(type.sideTable()));
    }

    private static Field<?> column(StoredField field) {
        return DSL.field(unquotedName(field.column()), ColumnType.of(field));
    }

    private static Set<String> columns(DSLContext sql, StoredType type) {
        return sql.connectionResult(connection -> TableIndexes.columns(connection, type.sideTable()));
    }
}
