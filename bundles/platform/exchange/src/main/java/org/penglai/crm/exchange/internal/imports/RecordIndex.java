package org.penglai.crm.exchange.internal.imports;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.records.spi.StoredType;

/** Finds ids of records that are not deleted, many at a time. Looks at all records, whoever may see them. */
public interface RecordIndex {

    /** Ids by key; a key without a record is left out. All keys have the same fields. */
    Map<RecordKey, List<Long>> byKey(StoredType type, Collection<RecordKey> keys);

    /** Ids by number; what is no number is left out. */
    Map<String, List<Long>> byNumber(StoredType type, Collection<String> numbers);

    /** Ids by title; what is no title is left out. */
    Map<String, List<Long>> byTitle(StoredType type, Collection<String> titles);

    /** Those of the ids that there are. */
    Set<Long> byId(StoredType type, Collection<Long> ids);
}
