package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.penglai.crm.api.records.FieldKind;

/** Whether a record has values of a kind that lie beside its own row. */
final class Presence {
    /** All of these kinds. */
    static final List<FieldKind> KINDS =
            List.of(FieldKind.TAGS, FieldKind.EXTERNAL_IDS, FieldKind.LINKS, FieldKind.CHOICES);

    private Presence() {}

    static Condition of(FieldKind kind, QueryModel root) {
        return switch (kind) {
            case TAGS -> of(root, TagTable.TABLE, TagTable.TYPE, TagTable.RECORD);
            case EXTERNAL_IDS -> of(root, SideTables.EXTERNAL_IDS, SideTables.TYPE, SideTables.RECORD);
            case LINKS -> of(root, LinkTable.TABLE, LinkTable.TYPE, LinkTable.RECORD);
            case CHOICES -> of(root, ChoiceTable.TABLE, ChoiceTable.TYPE, ChoiceTable.RECORD);
            default -> throw new IllegalArgumentException(kind + " lies in the row");
        };
    }

    /** The name is part of the text: it is the same in every run, and the database may plan by it. */
    private static Condition of(QueryModel root, Table<Record> table, Field<String> type, Field<Long> record) {
        return exists(selectOne()
                .from(table)
                .where(type.eq(inline(root.type().name())))
                .and(record.eq(root.id())));
    }
}
