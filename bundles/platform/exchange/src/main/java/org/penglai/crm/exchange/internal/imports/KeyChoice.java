package org.penglai.crm.exchange.internal.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** The keys of an import, best first. A row is identified by the first key that it has all values of. */
final class KeyChoice {
    private final List<List<String>> keys;

    private KeyChoice(List<List<String>> keys) {
        this.keys = keys;
    }

    /**
     * @param closed names of the fields whose values the caller does not see whole: whether a row is found by one would
     *     tell what it holds
     * @throws Invalid if the requested key cannot be used, or if existing records are to be changed or left out and the
     *     file has no key at all
     */
    static KeyChoice of(StoredType type, ColumnMapping mapping, ImportRequest request, Set<String> closed) {
        if (!request.key().isEmpty()) {
            for (String name : request.key()) {
                boolean usable =
                        type.field(name).filter(StoredField::comparable).isPresent();
                if (!usable || !mapping.has(name) || closed.contains(name)) {
                    throw new Invalid(Violation.of(
                            "key",
                            "badKey",
                            "关键字段不存在、不可用或文件中没有。",
                            "A key field is unknown, unusable or not in the file."));
                }
            }
            return new KeyChoice(List.of(request.key()));
        }
        List<List<String>> keys = type.keys().stream()
                .filter(key -> key.stream().allMatch(name -> mapping.has(name) && !closed.contains(name)))
                .toList();
        if (keys.isEmpty() && request.mode() != ImportMode.INSERT) {
            throw new Invalid(
                    Violation.of("key", "noKey", "文件中没有可识别记录的列。", "The file has no column that identifies records."));
        }
        return new KeyChoice(keys);
    }

    /** The key of a row; empty if it has no complete one, which makes it a new record. */
    Optional<RecordKey> of(Map<String, Object> values) {
        return keys.stream()
                .filter(key -> key.stream().allMatch(name -> values.get(name) != null))
                .findFirst()
                .map(key -> new RecordKey(key, key.stream().map(values::get).toList()));
    }
}
