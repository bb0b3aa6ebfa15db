package org.penglai.crm.exchange.internal.imports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/**
 * What an import job was asked to do.
 *
 * @param type plural REST name
 * @param mapping column title to field name, null to let the titles decide; a blank field leaves a column out
 * @param mode never null
 * @param key fields that identify a record, empty to take the type's own keys
 * @param dryRun only tells what would happen
 * @param encoding null to detect it
 * @param sheet of a workbook, null for the first
 */
record ImportRequest(
        String type,
        Map<String, String> mapping,
        ImportMode mode,
        List<String> key,
        boolean dryRun,
        String encoding,
        String sheet) {

    /** Reads a job's parameters. */
    static ImportRequest of(Map<String, Object> parameters) {
        String type = text(parameters.get("type"));
        if (type == null) {
            throw malformed("type");
        }
        return new ImportRequest(
                type,
                mapping(parameters.get("mapping")),
                ImportMode.of(text(parameters.get("mode"))),
                key(parameters.get("key")),
                Boolean.parseBoolean(text(parameters.get("dryRun"))),
                text(parameters.get("encoding")),
                text(parameters.get("sheet")));
    }

    private static Map<String, String> mapping(Object value) {
        if (value == null) {
            return null;
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> titles) {
            titles.forEach((title, field) -> mapping.put(title.toString(), field == null ? "" : field.toString()));
        } else {
            throw malformed("mapping");
        }
        return mapping;
    }

    /** A list of field names, or their names in one text separated by commas. */
    private static List<String> key(Object value) {
        if (value instanceof List<?> names) {
            return names.stream().map(Object::toString).toList();
        }
        String text = text(value);
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static String text(Object value) {
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }

    private static Malformed malformed(String parameter) {
        Localized text = Localized.of("导入参数有误。", "The parameters of the import are not right.");
        return new Malformed("badParameter", text, new Violation(parameter, "badParameter", text));
    }
}
