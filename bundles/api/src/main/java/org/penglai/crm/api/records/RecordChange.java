package org.penglai.crm.api.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One write. Values are as in snapshots or in JSON form; a null value empties the field. */
public sealed interface RecordChange {
    /** Type of the record that is written. */
    String type();

    /** A new record. */
    record Create(String type, Map<String, Object> values) implements RecordChange {
        public Create {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * Some fields of a record get new values.
     *
     * @param expectedVersion the version the change was made for; null to change whatever is there
     */
    record Update(String type, long id, Long expectedVersion, Map<String, Object> values) implements RecordChange {
        public Update {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * A record goes into the recycle bin.
     *
     * @param expectedVersion as with {@link Update}
     */
    record Delete(String type, long id, Long expectedVersion) implements RecordChange {}
}
