package org.penglai.crm.rest.internal.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.StoredField;

/** The JSON schema of a field's value, as it is read and as it is written. */
final class FieldSchema {
    private FieldSchema() {}

    static Map<String, Object> reading(StoredField field) {
        return described(
                field,
                switch (field.kind()) {
                    case REFERENCE -> ref("Reference");
                    case REGION -> ref("Region");
                    default -> plain(field);
                });
    }

    static Map<String, Object> writing(StoredField field) {
        return described(
                field,
                switch (field.kind()) {
                    case REFERENCE -> text("id of a record of type " + field.target());
                    case REGION -> text("code of GB/T 2260, or name");
                    default -> plain(field);
                });
    }

    private static Map<String, Object> plain(StoredField field) {
        return switch (field.kind()) {
            case INTEGER -> type("integer");
            case BOOLEAN -> type("boolean");
            case DECIMAL, PERCENT -> formatted("decimal");
            case DATE -> formatted("date");
            case INSTANT -> formatted("date-time");
            case EMAIL -> formatted("email");
            case URL -> formatted("uri");
            case MONEY -> ref("Money");
            case TAGS -> array(type("string"));
            case LINKS -> array(ref("Link"));
            case CHOICES -> array(choice(field));
            case EXTERNAL_IDS -> array(ref("ExternalId"));
            default -> choice(field);
        };
    }

    private static Map<String, Object> choice(StoredField field) {
        Map<String, Object> schema = type("string");
        if (field.maxLength() > 0) {
            schema.put("maxLength", field.maxLength());
        }
        if (!field.options().isEmpty()) {
            schema.put("enum", field.options().stream().map(Option::code).toList());
        }
        return schema;
    }

    private static Map<String, Object> described(StoredField field, Map<String, Object> schema) {
        if (!schema.containsKey("$ref")) {
            schema.putIfAbsent("description", field.label().en());
            schema.put("title", field.label().zh());
            if (field.readOnly()) {
                schema.put("readOnly", true);
            }
        }
        return schema;
    }

    static Map<String, Object> ref(String name) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$ref", "#/components/schemas/" + name);
        return schema;
    }

    static Map<String, Object> type(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        return schema;
    }

    static Map<String, Object> array(Map<String, Object> items) {
        Map<String, Object> schema = type("array");
        schema.put("items", items);
        return schema;
    }

    static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = type("object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> formatted(String format) {
        Map<String, Object> schema = type("string");
        schema.put("format", format);
        return schema;
    }

    private static Map<String, Object> text(String description) {
        Map<String, Object> schema = type("string");
        schema.put("description", description);
        return schema;
    }
}
