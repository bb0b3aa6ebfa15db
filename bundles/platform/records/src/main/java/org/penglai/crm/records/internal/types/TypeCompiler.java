package org.penglai.crm.records.internal.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Copies a definition and its entity's mapping into plain data, and finds where the two do not fit. */
final class TypeCompiler {
    private final List<String> problems = new ArrayList<>();
    private final RecordDefinition definition;
    private final EntityMapping mapping;

    private TypeCompiler(RecordDefinition definition) {
        this.definition = definition;
        this.mapping = EntityMapping.of(definition.entity());
    }

    /** @param moduleVersion version of the bundle that registered the definition */
    static Result compile(RecordDefinition definition, String moduleVersion) {
        TypeCompiler compiler = new TypeCompiler(definition);
        return new Result(compiler.type(moduleVersion), List.copyOf(compiler.problems));
    }

    private StoredType type(String moduleVersion) {
        Map<String, StoredField> fields = new LinkedHashMap<>();
        definition.fields().forEach(field -> fields.put(field.name(), own(field)));
        StoredSystemFields.all().forEach(field -> fields.put(field.name(), field));
        return new StoredType(
                definition.type(),
                definition.module(),
                moduleVersion,
                definition.unit(),
                mapping.table(),
                definition.label(),
                definition.plural(),
                definition.titleField(),
                definition.englishTitleField(),
                definition.numberField(),
                definition.numberPattern(),
                fields,
                definition.keys(),
                definition.views(),
                definition.sections(),
                definition.actions().stream()
                        .map(action -> new StoredType.StoredAction(
                                action.name(),
                                action.label(),
                                action.arguments().stream()
                                        .map(argument -> copy(argument, null, null))
                                        .toList(),
                                action.conditions()))
                        .toList(),
                definition.traits(),
                definition.timelines(),
                definition.vCard(),
                definition.touches());
    }

    private StoredField own(FieldDefinition field) {
        if (field.sensitive()) {
            checkSensitive(field);
        }
        if (!FieldColumns.isOwn(field.kind())) {
            problems.add(definition.type() + "." + field.name() + ": kind " + field.kind() + " is the platform's");
        }
        if (!FieldColumns.hasColumn(field.kind())) {
            return copy(field, null, null);
        }
        EntityMapping.Attribute column = attribute(field, field.attribute());
        EntityMapping.Attribute currency =
                field.kind() == FieldKind.MONEY ? attribute(field, field.attribute() + "Currency") : null;
        if (column != null && !FieldColumns.javaTypes(field.kind()).contains(column.javaType())) {
            problems.add(definition.type() + "." + field.name() + ": attribute " + field.attribute() + " is a "
                    + column.javaType() + ", kind " + field.kind().code() + " needs "
                    + String.join(" or ", FieldColumns.javaTypes(field.kind())));
        }
        return copy(field, column, currency);
    }

    private EntityMapping.Attribute attribute(FieldDefinition field, String name) {
        Optional<EntityMapping.Attribute> attribute = mapping.attribute(name);
        if (attribute.isEmpty()) {
            problems.add(definition.type() + "." + field.name() + ": the entity has no attribute " + name);
        }
        return attribute.orElse(null);
    }

    private static StoredField copy(
            FieldDefinition field, EntityMapping.Attribute column, EntityMapping.Attribute currency) {
        boolean text = FieldColumns.isText(field.kind());
        boolean decimal = FieldColumns.isDecimal(field.kind());
        return new StoredField(
                field.name(),
                field.kind(),
                column == null ? null : column.column(),
                currency == null ? null : currency.column(),
                field.attribute(),
                field.label(),
                field.help(),
                text && column != null ? column.length() : 0,
                decimal && column != null ? column.precision() : 0,
                decimal && column != null ? column.scale() : 0,
                field.required(),
                field.readOnly(),
                false,
                field.searchable(),
                field.options(),
                field.target(),
                field.targets(),
                field.onDelete(),
                PlainValues.copy(field.defaultValue()),
                field.aliases(),
                field.restrictWhile(),
                field.sensitive(),
                field.personal(),
                null);
    }

    /** What names records is read where there is no key; and only texts are sealed. */
    private void checkSensitive(FieldDefinition field) {
        String name = field.name();
        boolean names = name.equals(definition.titleField())
                || name.equals(definition.numberField())
                || definition.timelines().stream().anyMatch(each -> name.equals(each.textField()));
        boolean text =
                field.kind() == FieldKind.TEXT || field.kind() == FieldKind.PHONE || field.kind() == FieldKind.EMAIL;
        if (names || !text) {
            problems.add(definition.type() + "." + name + ": sensitive fields are texts, phones or mail addresses that"
                    + " are neither title nor number nor text of a timeline");
        }
        if (!definition.keys().isEmpty() && definition.keys().get(0).contains(name)) {
            problems.add(definition.type() + "." + name + ": a sensitive field cannot be part of the first key");
        }
    }

    /** @param problems where definition and entity do not fit, one line each */
    record Result(StoredType type, List<String> problems) {}
}
