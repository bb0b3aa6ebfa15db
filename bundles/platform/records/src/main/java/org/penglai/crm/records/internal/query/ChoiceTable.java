package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.StoredType;

/** Table crm_record_choice: the chosen codes of fields that can have several. */
public final class ChoiceTable {
    public static final Table<Record> TABLE = DSL.table(unquotedName("crm_record_choice"));
    public static final Field<String> TYPE = column("type_name", SQLDataType.VARCHAR);
    public static final Field<Long> RECORD = column("record_id", SQLDataType.BIGINT);
    public static final Field<String> FIELD = column("field_name", SQLDataType.VARCHAR);
    public static final Field<String> CODE = column("code", SQLDataType.VARCHAR);
    public static final Field<Integer> POSITION = column("position", SQLDataType.INTEGER);

    private ChoiceTable() {}

    /** Codes by field and record, in their order; asks nothing if the type has no such field. */
    static Map<String, Map<Long, List<String>>> read(DSLContext connection, StoredType type, Collection<Long> ids) {
        Map<String, Map<Long, List<String>>> choices = new HashMap<>();
        if (type.choices().isEmpty()) {
            return choices;
        }
        DSLContext sql = Statements.byIds(connection);
        Chunks.of(ids).forEach(chunk -> sql.select(FIELD, RECORD, CODE)
                .from(TABLE)
                .where(TYPE.eq(type.name()))
                .and(RECORD.in(chunk))
                .orderBy(RECORD, FIELD, POSITION)
                .forEach(row -> choices.computeIfAbsent(row.value1(), field -> new HashMap<>())
                        .computeIfAbsent(row.value2(), id -> new ArrayList<>())
                        .add(row.value3())));
        return choices;
    }

    private static <T> Field<T> column(String name, DataType<T> type) {
        return DSL.field(unquotedName("crm_record_choice", name), type);
    }
}
