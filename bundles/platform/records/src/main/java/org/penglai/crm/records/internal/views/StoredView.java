package org.penglai.crm.records.internal.views;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Views;

/** A row of the table of views. */
record StoredView(long id, long version, long ownerId, String type, Views.Content content) {
    static final List<Field<?>> COLUMNS = List.of(
            ViewTable.ID,
            ViewTable.VERSION,
            ViewTable.OWNER,
            ViewTable.TYPE,
            ViewTable.NAME,
            ViewTable.FILTER,
            ViewTable.SEARCH,
            ViewTable.SORT,
            ViewTable.COLUMNS,
            ViewTable.GROUP,
            ViewTable.DENSITY,
            ViewTable.SHARED,
            ViewTable.DEPARTMENT_ONLY);

    static StoredView of(Record row) {
        String columns = row.get(ViewTable.COLUMNS);
        return new StoredView(
                row.get(ViewTable.ID),
                row.get(ViewTable.VERSION),
                row.get(ViewTable.OWNER),
                row.get(ViewTable.TYPE),
                new Views.Content(
                        row.get(ViewTable.NAME),
                        row.get(ViewTable.FILTER),
                        row.get(ViewTable.SEARCH),
                        row.get(ViewTable.SORT),
                        columns.isEmpty() ? List.of() : Arrays.asList(columns.split(",")),
                        row.get(ViewTable.GROUP),
                        row.get(ViewTable.DENSITY),
                        audience(row)));
    }

    /** What the content is in the table. */
    static Map<Field<?>, Object> row(Views.Content content) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(ViewTable.NAME, content.name());
        row.put(ViewTable.NAME_KEY, content.name().toLowerCase(Locale.ROOT));
        row.put(ViewTable.FILTER, content.filter());
        row.put(ViewTable.SEARCH, content.q());
        row.put(ViewTable.SORT, content.sort());
        row.put(ViewTable.COLUMNS, String.join(",", content.columns()));
        row.put(ViewTable.GROUP, content.groupBy());
        row.put(ViewTable.DENSITY, content.density());
        row.put(ViewTable.SHARED, content.shared());
        row.put(ViewTable.DEPARTMENT_ONLY, content.audience() == Views.Audience.DEPARTMENT);
        return row;
    }

    boolean isOf(Caller caller) {
        return ownerId == caller.userId();
    }

    private static Views.Audience audience(Record row) {
        if (!row.get(ViewTable.SHARED)) {
            return Views.Audience.OWNER;
        }
        return row.get(ViewTable.DEPARTMENT_ONLY) ? Views.Audience.DEPARTMENT : Views.Audience.ALL;
    }
}
