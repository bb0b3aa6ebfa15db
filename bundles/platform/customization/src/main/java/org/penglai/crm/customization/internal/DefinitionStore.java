package org.penglai.crm.customization.internal;

import static java.util.stream.Collectors.groupingBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.unquotedName;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.customization.internal.field.FieldRow;
import org.penglai.crm.customization.internal.field.FieldTable;
import org.penglai.crm.customization.internal.layout.LayoutTable;
import org.penglai.crm.customization.internal.number.NumberRuleTable;
import org.penglai.crm.customization.internal.option.OptionRow;
import org.penglai.crm.customization.internal.option.OptionTable;
import org.penglai.crm.customization.internal.rule.RuleRow;
import org.penglai.crm.customization.internal.rule.RuleTable;
import org.penglai.crm.customization.internal.unique.UniqueRuleTable;
import org.penglai.crm.persistence.spi.Database;

/** Reads what administrators have changed. Safe for any thread. */
final class DefinitionStore {
    private static final List<Table<Record>> TABLES = List.of(
            FieldTable.TABLE,
            OptionTable.TABLE,
            RuleTable.TABLE,
            NumberRuleTable.TABLE,
            LayoutTable.TABLE,
            UniqueRuleTable.TABLE);
    private static final Field<Long> VERSION = DSL.field(unquotedName("version"), SQLDataType.BIGINT);

    private final Database database;

    DefinitionStore(Database database) {
        this.database = database;
    }

    /** Every write raises a version or adds a row, so this is another text after each. */
    String revision() {
        return database.read(DefinitionStore::revision);
    }

    private static String revision(DSLContext sql) {
        StringBuilder revision = new StringBuilder();
        for (Table<Record> table : TABLES) {
            Record row = sql.select(count(), sum(VERSION)).from(table).fetchSingle();
            revision.append(row.get(0)).append(':').append(row.get(1)).append(' ');
        }
        return revision.toString();
    }

    Definitions load() {
        return database.read(sql -> {
            // First, so that what is written meanwhile makes another revision.
            String revision = revision(sql);
            return new Definitions(
                    revision,
                    FieldTable.active(sql).stream().collect(groupingBy(FieldRow::type)),
                    OptionTable.all(sql).stream().collect(groupingBy(OptionRow::type, groupingBy(OptionRow::field))),
                    RuleTable.active(sql).stream().collect(groupingBy(RuleRow::type)),
                    NumberRuleTable.patterns(sql),
                    LayoutTable.layouts(sql),
                    UniqueRuleTable.active(sql));
        });
    }
}
