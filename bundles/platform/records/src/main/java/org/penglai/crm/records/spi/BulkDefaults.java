package org.penglai.crm.records.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.records.PoolFields;

/** What records get that are made many at a time, by imports and lists of changes, unless it is said for them. */
public final class BulkDefaults {
    private BulkDefaults() {}

    /** The values of a record to be made, with what follows from its being one of many: it is no follow-up. */
    public static Map<String, Object> of(StoredType type, Map<String, Object> values) {
        if (type.field(PoolFields.COUNTS_AS_FOLLOW_UP).isEmpty()
                || values.containsKey(PoolFields.COUNTS_AS_FOLLOW_UP)) {
            return values;
        }
        Map<String, Object> completed = new LinkedHashMap<>(values);
        completed.put(PoolFields.COUNTS_AS_FOLLOW_UP, Boolean.FALSE);
        return completed;
    }
}
