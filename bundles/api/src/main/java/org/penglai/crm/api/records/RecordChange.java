package org.penglai.crm.api.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One write. Values are as in snapshots or in JSON form; a null value empties the field. */
public sealed interface RecordChange {
    /** Type of the record that is written. */
    String type();

    /**
     * A new record.
     *
     * @param key made-up name by which later changes of the same list, or of the same outcome of a rule, can refer to the
     *     record, see {@link #made}; null if none does
     */
    record Create(String type, Map<String, Object> values, String key) implements RecordChange {
        public Create {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** A record that nobody refers to by key. */
        public Create(String type, Map<String, Object> values) {
            this(type, values, null);
        }
    }

    /** As value of a reference: the record that an earlier change makes under the key. */
    static Made made(String key) {
        return new Made(key);
    }

    /** Stands for the id of a record that is being made, see {@link #made}. */
    record Made(String key) {}

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
