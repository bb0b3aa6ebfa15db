package org.penglai.crm.records.internal.query;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penglai.crm.records.spi.StoredType;

/** The models of root tables, made once for each version of a type. Safe for any thread. */
final class QueryModels {
    static final String ROOT_ALIAS = "t";

    private final Map<String, QueryModel> byType = new ConcurrentHashMap<>();

    QueryModel of(StoredType type) {
        // Callers who see fewer fields have a type of their own.
        String key = type.name() + "/" + type.fields().size();
        QueryModel known = byType.get(key);
        if (known != null && known.type() == type) {
            return known;
        }
        QueryModel fresh = new QueryModel(type, ROOT_ALIAS);
        byType.put(key, fresh);
        return fresh;
    }
}
