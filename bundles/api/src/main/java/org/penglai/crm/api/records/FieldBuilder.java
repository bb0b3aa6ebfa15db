package org.penglai.crm.api.records;

import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.api.Localized;

/** Collects what is said of one field inside {@link RecordDefinitionBuilder}. Not for keeping. */
public final class FieldBuilder {
    private final String name;
    private final FieldKind kind;
    private final String target;
    private final OnDelete onDelete;
    private final List<Option> options = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final List<String> aliases = new ArrayList<>();
    private final List<ActionCondition> restrictWhile = new ArrayList<>();
    private String attribute;
    private Localized label;
    private Localized help;
    private boolean required;
    private boolean readOnly;
    private boolean computed;
    private boolean searchable;
    private boolean sensitive;
    private boolean personal;
    private Object defaultValue;

    FieldBuilder(String name, FieldKind kind, String target, OnDelete onDelete) {
        this.name = name;
        this.kind = kind;
        this.target = target;
        this.onDelete = onDelete;
        this.attribute = kind == FieldKind.REFERENCE ? name + "Id" : name;
    }

    /** The field's name for people. Needed. */
    public FieldBuilder label(String zh, String en) {
        label = Localized.of(zh, en);
        return this;
    }

    /** A sentence that explains the field. */
    public FieldBuilder help(String zh, String en) {
        help = Localized.of(zh, en);
        return this;
    }

    /** Every record must have a value. */
    public FieldBuilder required() {
        required = true;
        return this;
    }

    /** Clients cannot set it; hooks and actions can. */
    public FieldBuilder readOnly() {
        readOnly = true;
        return this;
    }

    /**
     * The module's rules compute it: read-only, and what clients send for it is ignored instead of refused, so that a whole
     * document can be sent back as it was read.
     */
    public FieldBuilder computed() {
        readOnly = true;
        computed = true;
        return this;
    }

    /** The list's search box looks into it. */
    public FieldBuilder searchable() {
        searchable = true;
        return this;
    }

    /**
     * The values are kept encrypted: telephone and bank account numbers, numbers of documents. They are found when equal
     * and by fragments of at least four characters; nothing can be sorted, grouped or bounded by them. Others than those
     * who work on a record see a part of the value. For texts, phones and mail addresses; the column is a varchar with
     * binary comparison (<code>&#36;{binary}</code>) of 80 characters and nine for each of the declared length. The entity's
     * attribute holds what the column holds, so read such fields from snapshots. Includes {@link #personal()}.
     */
    public FieldBuilder sensitive() {
        sensitive = true;
        personal = true;
        return this;
    }

    /**
     * The values tell something of a person. In audit, history, events and undo data they are kept under a key of the
     * record's own, so that erasing the person makes them unreadable there.
     */
    public FieldBuilder personal() {
        personal = true;
        return this;
    }

    /** Adds a permitted value, in display order. */
    public FieldBuilder option(String code, String zh, String en) {
        options.add(new Option(code, Localized.of(zh, en)));
        return this;
    }

    /** Value of a new record that brings none, in JSON form. */
    public FieldBuilder defaultValue(Object value) {
        defaultValue = value;
        return this;
    }

    /** Entity attribute, where it is not called like the field. */
    public FieldBuilder attribute(String attributeName) {
        attribute = attributeName;
        return this;
    }

    /** Further column titles that an import takes for this field. */
    public FieldBuilder alias(String... titles) {
        aliases.addAll(List.of(titles));
        return this;
    }

    /** Types that links may lead to; without it, any type. */
    public FieldBuilder targets(String... types) {
        targets.addAll(List.of(types));
        return this;
    }

    /**
     * Of a reference: the target cannot be deleted while all of this holds for a record that refers to it, 409 with counts;
     * what becomes of the other records says the rule that the reference was declared with. So drafts go with a customer,
     * and what has become effective keeps it.
     */
    public FieldBuilder restrictWhile(ActionCondition... conditions) {
        if (kind != FieldKind.REFERENCE || conditions.length == 0) {
            throw new IllegalArgumentException(name + " is no reference, or there is no condition");
        }
        restrictWhile.addAll(List.of(conditions));
        return this;
    }

    FieldDefinition build() {
        return new FieldDefinition(
                name,
                kind,
                attribute,
                label,
                help,
                required,
                readOnly,
                searchable,
                options,
                target,
                targets,
                onDelete,
                defaultValue,
                aliases,
                restrictWhile,
                sensitive,
                personal,
                computed);
    }
}
