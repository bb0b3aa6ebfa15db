package org.penglai.crm.privacy.internal.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;

/** A record as JSON-like values, with the names that its fields have for people beside those for machines. */
final class PersonValues {
    private PersonValues() {}

    static Map<String, Object> of(StoredType type, RecordSnapshot record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        record.values().forEach((name, value) -> {
            if (value != null) {
                boolean leads = type.field(name)
                        .map(field -> field.kind() == FieldKind.REFERENCE)
                        .orElse(false);
                fields.put(name, leads ? Ids.format((Long) value) : plain(value));
            }
        });
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", type.name());
        view.put("label", type.label().en());
        view.put("id", Ids.format(record.id()));
        view.put("version", record.version());
        view.put("fields", fields);
        return view;
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(PersonValues::plain).toList();
        }
        if (value instanceof RecordLink link) {
            return Map.of("type", link.type(), "id", Ids.format(link.id()));
        }
        if (value instanceof Money money) {
            return Map.of("amount", money.amount().toPlainString(), "currency", money.currency());
        }
        if (value instanceof ExternalId external) {
            return Map.of("system", external.system(), "key", external.key());
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
