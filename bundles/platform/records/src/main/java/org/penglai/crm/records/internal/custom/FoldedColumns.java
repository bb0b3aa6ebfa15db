package org.penglai.crm.records.internal.custom;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.records.spi.CustomColumns;

/**
 * Which texts have their small letters beside them, so that an index finds them whatever their case, on a database that has
 * no indexes of expressions. What is not known here is looked for in the column itself. Safe for any thread.
 */
@Component(service = FoldedColumns.class)
public final class FoldedColumns {
    private final Set<String> usable = ConcurrentHashMap.newKeySet();

    /** Name of the column beside. */
    public static String name(String column) {
        return CustomColumns.FOLDED + column;
    }

    /** Whether the column beside may be asked. */
    public boolean has(String table, String column) {
        return usable.contains(place(table, column));
    }

    void came(String table, String column) {
        usable.add(place(table, column));
    }

    /** @return whether anybody could still be asking it */
    boolean goes(String table, String column) {
        return usable.remove(place(table, column));
    }

    private static String place(String table, String column) {
        return table + '.' + column;
    }
}
