package org.penglai.crm.rest.internal.meta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.records.ViewDefinition;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.spi.Documents;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.OpenFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredParts;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.StoredType.StoredAction;
import org.penglai.crm.records.spi.Timelines;
import org.penglai.crm.records.spi.Types;

/** Types as the console and other clients learn of them. */
final class TypeJson {
    private static final List<String> OPERATIONS = List.of("read", "create", "update", "delete", "import", "export");

    private final Types types;
    private final Timelines timelines;
    private final Access access;
    private final Documents documents;

    TypeJson(Types types, Timelines timelines, Access access, Documents documents) {
        this.documents = documents;
        this.timelines = timelines;
        this.access = access;
        this.types = types;
    }

    Map<String, Object> view(Caller caller, StoredType type) {
        Set<String> masked = access.masked(caller, type);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", type.name());
        view.put("module", type.module());
        view.put("available", types.isWritable(type.name()));
        view.put("label", type.label());
        view.put("plural", type.plural());
        view.put("titleField", type.titleField());
        view.put("numberField", type.numberField());
        view.put("keys", type.keys());
        view.put("traits", type.traits().stream().map(Trait::code).toList());
        view.put("can", can(caller, type));
        view.put(
                "fields",
                type.fields().values().stream()
                        .filter(field -> field.kind() != FieldKind.ID || field.system())
                        .map(field -> field(field, type, masked))
                        .toList());
        view.put(
                "actions",
                type.actions().stream()
                        .filter(action -> caller.may(type.name() + ":" + action.name()))
                        .map(TypeJson::action)
                        .toList());
        view.put("views", type.views().stream().map(TypeJson::list).toList());
        view.put("layout", type.sections().stream().map(TypeJson::section).toList());
        if (type.has(Trait.TIMELINE)) {
            view.put(
                    "timelineKinds",
                    timelines.kinds(caller, type).stream().map(TypeJson::kind).toList());
        }
        view.put("printed", documents.isPrinted(type.name()));
        view.put("children", children(caller, type));
        view.put(
                "parts",
                types.parts(type.name()).stream()
                        .filter(parts -> caller.may(parts.type() + ":read"))
                        .map(TypeJson::parts)
                        .toList());
        return view;
    }

    /** What shows but a part of its values can be neither sorted nor filtered by. */
    private static Map<String, Object> field(StoredField field, StoredType type, Set<String> masked) {
        Map<String, Object> view = FieldJson.view(field, field.name().equals(type.numberField()));
        if (field.name().equals(type.titleField())) {
            type.englishTitle().ifPresent(english -> view.put("english", english.name()));
        }
        if (masked.contains(field.name())) {
            view.put("masked", true);
            view.put("sortable", false);
            view.put("filterable", false);
        }
        return view;
    }

    private static List<String> can(Caller caller, StoredType type) {
        List<String> can = new ArrayList<>(OPERATIONS);
        if (type.fields().values().stream().anyMatch(StoredField::sensitive)) {
            can.add("reveal");
        }
        type.actions().forEach(action -> can.add(action.name()));
        can.removeIf(operation -> !caller.may(type.name() + ":" + operation)
                && !(operation.equals("read") && OpenFields.sees(caller, type.name())));
        return can;
    }

    private static Map<String, Object> action(StoredAction action) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", action.name());
        view.put("label", action.label());
        view.put(
                "fields",
                action.arguments().stream()
                        .map(field -> FieldJson.view(field, false))
                        .toList());
        view.put(
                "conditions",
                action.conditions().stream().map(TypeJson::condition).toList());
        return view;
    }

    private static Map<String, Object> parts(StoredParts parts) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", parts.type());
        view.put("field", parts.field());
        view.put("columns", parts.grid().columns());
        view.put("totals", parts.grid().totals());
        view.put("isFixed", parts.grid().isFixed());
        view.put(
                "conditions",
                parts.grid().openIf().stream().map(TypeJson::condition).toList());
        return view;
    }

    private static Map<String, Object> condition(ActionCondition condition) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("field", condition.field());
        view.put("test", condition.test().code());
        view.put("values", condition.values());
        return view;
    }

    private static Map<String, Object> list(ViewDefinition list) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", list.id());
        view.put("label", list.label());
        view.put("columns", list.columns());
        view.put("sort", list.sort());
        view.put("filter", list.filter());
        return view;
    }

    private static Map<String, Object> kind(Timelines.Kind kind) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", kind.kind());
        view.put("label", kind.label());
        return view;
    }

    private static Map<String, Object> section(SectionDefinition section) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", section.id());
        view.put("label", section.label());
        view.put("fields", section.fields());
        return view;
    }

    /** Types whose records belong to one of this type. */
    private List<Map<String, Object>> children(Caller caller, StoredType parent) {
        List<Map<String, Object>> children = new ArrayList<>();
        for (StoredType type : types.list()) {
            if (!caller.may(type.name() + ":read")) {
                continue;
            }
            type.fields().values().stream()
                    .filter(field -> !field.system() && parent.name().equals(field.target()))
                    .forEach(field -> {
                        Map<String, Object> child = new LinkedHashMap<>();
                        child.put("type", type.name());
                        child.put("field", field.name());
                        child.put("label", type.plural());
                        child.put("fieldLabel", field.label());
                        children.add(child);
                    });
        }
        return children;
    }
}
