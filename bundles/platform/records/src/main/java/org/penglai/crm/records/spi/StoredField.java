package org.penglai.crm.records.spi;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Option;

/**
 * A field as plain platform data: what reading needs, without any class of the capability.
 *
 * @param name as in JSON
 * @param kind never null
 * @param column database column; null for kinds kept in side tables (tags, externalIds)
 * @param currencyColumn second column of a money field, else null
 * @param attribute entity attribute, for the write path
 * @param label never null
 * @param help may be null
 * @param maxLength characters, 0 if there is no limit
 * @param precision digits in all, 0 unless decimal
 * @param scale digits behind the point, 0 unless decimal
 * @param required every record must have it
 * @param readOnly not for clients
 * @param system one of the fields every record has
 * @param searchable the search box looks into it
 * @param options permitted codes, empty unless enumeration or picklist
 * @param target type a reference points to, else null
 * @param targets types that links may lead to; empty for any, and unless links
 * @param onDelete null unless a reference
 * @param defaultValue JSON form, may be null
 * @param aliases further titles for imports
 * @param restrictWhile what holds for records that stand against the deletion of what they refer to; empty for none
 * @param sensitive values are kept sealed
 * @param personal values tell something of a person
 * @param protection how values are sealed; null unless sensitive, and where nothing is read or written
 */
public record StoredField(
        String name,
        FieldKind kind,
        String column,
        String currencyColumn,
        String attribute,
        Localized label,
        Localized help,
        int maxLength,
        int precision,
        int scale,
        boolean required,
        boolean readOnly,
        boolean system,
        boolean searchable,
        List<Option> options,
        String target,
        List<String> targets,
        OnDelete onDelete,
        Object defaultValue,
        List<String> aliases,
        List<ActionCondition> restrictWhile,
        boolean sensitive,
        boolean personal,
        FieldProtection protection) {
    private static final Set<FieldKind> COMPARABLE = EnumSet.of(
            FieldKind.TEXT,
            FieldKind.INTEGER,
            FieldKind.DATE,
            FieldKind.ENUMERATION,
            FieldKind.PICKLIST,
            FieldKind.REFERENCE,
            FieldKind.PHONE,
            FieldKind.EMAIL,
            FieldKind.URL,
            FieldKind.CREDIT_CODE,
            FieldKind.REGION);

    public StoredField {
        options = List.copyOf(options);
        targets = targets == null ? List.of() : List.copyOf(targets);
        aliases = List.copyOf(aliases);
        // Absent from what an earlier version stored.
        restrictWhile = restrictWhile == null ? List.of() : List.copyOf(restrictWhile);
    }

    /** A field that does not stand against any deletion other than by {@code onDelete}. */
    public StoredField(
            String name,
            FieldKind kind,
            String column,
            String currencyColumn,
            String attribute,
            Localized label,
            Localized help,
            int maxLength,
            int precision,
            int scale,
            boolean required,
            boolean readOnly,
            boolean system,
            boolean searchable,
            List<Option> options,
            String target,
            List<String> targets,
            OnDelete onDelete,
            Object defaultValue,
            List<String> aliases) {
        this(
                name,
                kind,
                column,
                currencyColumn,
                attribute,
                label,
                help,
                maxLength,
                precision,
                scale,
                required,
                readOnly,
                system,
                searchable,
                options,
                target,
                targets,
                onDelete,
                defaultValue,
                aliases,
                List.of(),
                false,
                false,
                null);
    }

    /** Whether administrators added it while the platform runs: its values lie in the type's side table. */
    public boolean custom() {
        return CustomFields.isCustom(name);
    }

    /** The option of that code. */
    public Optional<Option> option(String code) {
        return options.stream().filter(o -> o.code().equals(code)).findFirst();
    }

    /** The same field for somebody who may not write it. */
    public StoredField asReadOnly() {
        return with(true, options, personal, protection);
    }

    /** The same field with other options. */
    public StoredField with(List<Option> otherOptions) {
        return with(readOnly, otherOptions, personal, protection);
    }

    /** The same field, of which one of these codes is chosen; a default that is not among them is none. */
    public StoredField choosing(List<Option> codes) {
        boolean known = codes.stream().anyMatch(option -> option.code().equals(defaultValue));
        return with(FieldKind.ENUMERATION, readOnly, codes, known ? defaultValue : null, personal, protection);
    }

    /** The same field with values that are sealed so. */
    public StoredField with(FieldProtection otherProtection) {
        return with(readOnly, options, personal, otherProtection);
    }

    /** The same field with values that tell something of a person. */
    StoredField asPersonal() {
        return personal ? this : with(readOnly, options, true, protection);
    }

    /** Whether the column holds sealed values. */
    public boolean sealed() {
        return protection != null;
    }

    private StoredField with(
            boolean unwritable, List<Option> otherOptions, boolean tells, FieldProtection otherProtection) {
        return with(kind, unwritable, otherOptions, defaultValue, tells, otherProtection);
    }

    private StoredField with(
            FieldKind otherKind,
            boolean unwritable,
            List<Option> otherOptions,
            Object otherDefault,
            boolean tells,
            FieldProtection otherProtection) {
        return new StoredField(
                name,
                otherKind,
                column,
                currencyColumn,
                attribute,
                label,
                help,
                maxLength,
                precision,
                scale,
                required,
                unwritable,
                system,
                searchable,
                otherOptions,
                target,
                targets,
                onDelete,
                otherDefault,
                aliases,
                restrictWhile,
                sensitive,
                tells,
                otherProtection);
    }

    /** Whether lists can be sorted by it. */
    public boolean sortable() {
        return column != null && kind != FieldKind.LONG_TEXT && kind != FieldKind.REFERENCE && !sensitive;
    }

    /** Whether two records can be told to have the same value by its column, so that it can be part of a key. */
    public boolean comparable() {
        return column != null && COMPARABLE.contains(kind);
    }

    /** Whether filters may name it. */
    public boolean filterable() {
        return kind != FieldKind.EXTERNAL_IDS;
    }
}
