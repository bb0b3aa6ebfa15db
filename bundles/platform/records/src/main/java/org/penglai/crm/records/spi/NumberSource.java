package org.penglai.crm.records.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Gives numbers to records. Unique, gaps allowed; works in a transaction of its own. Safe for any thread. */
@ConsumerType
public interface NumberSource {
    /**
     * The next numbers of a type.
     *
     * @param pattern such as {@code SO-{yyyyMM}-{seq:4}}
     * @param column the numbers in use are in this column of the type's table; a number found there is passed over
     */
    List<String> next(StoredType type, String pattern, String column, Instant now, int count);
}
