package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.query.filter.FilterValues;
import org.penglai.crm.records.internal.query.filter.TextPattern;
import org.penglai.crm.records.internal.query.page.CodePoints;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What the search box over a list finds: the text anywhere in the title, the beginning of its initials, the beginning
 * of numbers, phones and other fields declared searchable. Beginnings are ranges of the columns as they are stored, so
 * that an index serves them.
 */
final class SearchBox {
    static final int MAX_LENGTH = 200;
    private static final Pattern LATIN = Pattern.compile("[a-zA-Z0-9]{1,80}");
    private static final Pattern DIALLED = Pattern.compile("\\+?[\\d\\s\\-()]{3,20}");
    private static final char LAST = '\uffff';

    private final FilterValues values;
    private final SQLDialect dialect;

    SearchBox(FilterValues values, SQLDialect dialect) {
        this.values = values;
        this.dialect = dialect;
    }

    /** @param masked fields that the caller must not find anything by */
    Condition condition(Joins joins, String q, Set<String> masked) {
        QueryModel model = joins.root();
        String text = q.strip();
        if (text.isEmpty()) {
            return DSL.noCondition();
        }
        List<Condition> ways = new ArrayList<>();
        Field<String> title = model.column(model.type().title()).coerce(String.class);
        ways.add(PredicateSql.like(title, TextPattern.contains(text)));
        ways.add(initials(model, text));
        for (StoredField field : model.type().fields().values()) {
            if (looksInto(model.type(), field) && !masked.contains(field.name())) {
                if (field.sealed()) {
                    ways.addAll(sealed(joins, field, text));
                    continue;
                }
                ways.addAll(beginning(model.column(field).coerce(String.class), field.kind(), text));
            }
        }
        return DSL.or(ways);
    }

    /** Whether the box looks into the field besides the title. */
    static boolean looksInto(StoredType type, StoredField field) {
        boolean wanted = field.searchable() || field.name().equals(type.numberField());
        return wanted && !field.name().equals(type.titleField());
    }

    /** Whether it may be a part of a phone number. */
    static boolean isDialled(String text) {
        return DIALLED.matcher(text).matches();
    }

    static boolean isPhone(StoredField field) {
        return field.kind() == FieldKind.PHONE;
    }

    /** Rows whose title's initials begin so; no condition unless the text is of Latin letters. */
    Condition initials(QueryModel model, String text) {
        return LATIN.matcher(text).matches()
                ? startsWith(model.initials(), text.toLowerCase(Locale.ROOT))
                : DSL.noCondition();
    }

    /** The whole value, or a part of it where the caller sees the values. */
    private List<Condition> sealed(Joins joins, StoredField field, String text) {
        boolean phone = isPhone(field);
        if (phone && !isDialled(text)) {
            return List.of();
        }
        Field<String> column = joins.root().column(field).coerce(String.class);
        String whole = values.normalise(field.kind(), text).orElse(text);
        String part = phone ? text.replaceAll("[\\s\\-()]", "") : text;
        List<Condition> ways = new ArrayList<>();
        ways.add(SealedColumns.among(column, field.protection(), List.of(whole)));
        SealedColumns.holds(column, field.protection(), part)
                .map(holds -> holds.and(joins.clearance().shows(joins.root(), field)))
                .ifPresent(ways::add);
        return ways;
    }

    private List<Condition> beginning(Field<String> column, FieldKind kind, String text) {
        return switch (kind) {
            case PHONE -> phone(column, text);
            case TEXT, EMAIL, URL, CREDIT_CODE ->
                cases(text).stream().map(form -> startsWith(column, form)).toList();
            default -> List.of();
        };
    }

    private List<Condition> phone(Field<String> column, String text) {
        if (!isDialled(text)) {
            return List.of();
        }
        String digits = text.replaceAll("[\\s\\-()]", "");
        Set<String> forms = new TreeSet<>();
        values.normalise(FieldKind.PHONE, text).ifPresent(forms::add);
        forms.add(digits.startsWith("+") ? digits : "+86" + (digits.startsWith("0") ? digits.substring(1) : digits));
        return forms.stream().map(form -> startsWith(column, form)).toList();
    }

    /** As it was typed, and as numbers and addresses are usually stored. */
    private static Set<String> cases(String text) {
        return new TreeSet<>(List.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)));
    }

    private Condition startsWith(Field<String> column, String prefix) {
        Field<String> compared = CodePoints.of(column, dialect);
        return compared.ge(val(prefix)).and(compared.lt(val(next(prefix))));
    }

    /** The first text behind all those that begin with the prefix. */
    private static String next(String prefix) {
        int last = prefix.length() - 1;
        char c = prefix.charAt(last);
        return Character.isSurrogate(c) || c >= LAST - 1 ? prefix + LAST : prefix.substring(0, last) + (char) (c + 1);
    }
}
