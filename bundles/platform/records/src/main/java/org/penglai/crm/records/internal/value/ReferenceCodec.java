package org.penglai.crm.records.internal.value;

import java.util.Map;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredField;

/**
 * Ids of other records: text in JSON, the form {@code {"id","title"}} in which they are read is taken back. Whether the
 * record is there is checked in the transaction. Tables name records by number or title, which the importer looks up.
 */
final class ReferenceCodec implements Codec {
    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw instanceof Long) {
            return raw;
        }
        Object text = raw instanceof Map<?, ?> read ? read.get("id") : raw;
        if (!(text instanceof String id)) {
            throw Refusal.wrongType("记录的 id", "the id of a record");
        }
        long parsed = Ids.parse(Texts.trim(id));
        if (parsed < 0) {
            throw missing();
        }
        return parsed;
    }

    static Refusal missing() {
        return new Refusal("missingReference", "引用的记录不存在。", "The record referred to does not exist.");
    }
}
