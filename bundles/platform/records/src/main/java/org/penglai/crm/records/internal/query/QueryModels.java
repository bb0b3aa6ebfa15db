package org.penglai.crm.records.internal.query;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penglai.crm.records.spi.StoredType;

/** The models of root tables, made once for each version of a type. Safe for any thread. */
final class QueryModels {
    static final String ROOT_ALIAS = "t";

    private final Map<String, QueryModel> byType = new ConcurrentHashMap<>();

    QueryModel of(StoredType type) {
        QueryModel known = byType.get(type.name());
        if (known != null && known.type() == type) {
            return known;
        }
        QueryModel fresh = new QueryModel(type, ROOT_ALIAS);
        byType.put(type.name(), fresh);
        return fresh;
    }
}
