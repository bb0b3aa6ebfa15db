package org.penglai.crm.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.penglai.crm.itests.support.Store;

/** On which databases to measure: all, or the one whose name begins with {@code crm.bench.store}. */
final class Stores {
    private Stores() {}

    static List<Store> wanted() {
        String only = System.getProperty("crm.bench.store", "").toUpperCase(Locale.ROOT);
        return Arrays.stream(Store.values())
                .filter(store -> store.name().startsWith(only))
                .toList();
    }
}
