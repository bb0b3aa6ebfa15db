package org.penglai.crm.rest.internal.meta;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.StoredField;

/** Fields as clients learn of them. */
final class FieldJson {
    private static final Set<FieldKind> NOT_IMPORTABLE = EnumSet.of(FieldKind.ID, FieldKind.EXTERNAL_IDS);
    private static final Set<FieldKind> MULTIPLE =
            EnumSet.of(FieldKind.TAGS, FieldKind.EXTERNAL_IDS, FieldKind.LINKS, FieldKind.CHOICES);

    private FieldJson() {}

    /** @param numbered whether the platform numbers the field, unless a file brings numbers */
    static Map<String, Object> view(StoredField field, boolean numbered) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", field.name());
        view.put("kind", field.kind().code());
        view.put("label", field.label());
        if (field.help() != null) {
            view.put("help", field.help());
        }
        view.put("required", field.required());
        view.put("readOnly", field.readOnly());
        view.put("system", field.system());
        if (field.custom()) {
            view.put("custom", true);
        }
        if (field.sensitive()) {
            view.put("sensitive", true);
        }
        if (field.maxLength() > 0) {
            view.put("maxLength", field.maxLength());
        }
        if (field.precision() > 0) {
            view.put("precision", field.precision());
            view.put("scale", field.scale());
        }
        view.put("sortable", field.sortable());
        view.put("filterable", field.filterable());
        view.put("importable", numbered || !field.readOnly() && isImportable(field));
        if (field.defaultValue() != null) {
            view.put("defaultValue", field.defaultValue());
        }
        if (!field.options().isEmpty()) {
            view.put("options", field.options().stream().map(FieldJson::option).toList());
        }
        if (field.target() != null) {
            view.put("target", field.target());
        }
        if (!field.targets().isEmpty()) {
            view.put("targets", field.targets());
        }
        view.put("multiple", MULTIPLE.contains(field.kind()));
        return view;
    }

    /** Several links in one cell can be looked up only if it is clear where. */
    private static boolean isImportable(StoredField field) {
        return field.kind() == FieldKind.LINKS ? field.targets().size() == 1 : !NOT_IMPORTABLE.contains(field.kind());
    }

    private static Map<String, Object> option(Option option) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", option.code());
        view.put("label", option.label());
        view.put("retired", option.retired());
        return view;
    }
}
