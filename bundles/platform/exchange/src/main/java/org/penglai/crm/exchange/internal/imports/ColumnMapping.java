package org.penglai.crm.exchange.internal.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Which column of a file belongs to which field. Where two columns fit one field, or two columns have the same title,
 * the first one counts.
 */
public final class ColumnMapping {

    /** Behind the name of a money field: the column with the currency beside the one with the amount. */
    private static final String CURRENCY = ".currency";

    private final List<String> titles;
    private final Map<Integer, StoredField> fields;
    private final Map<Integer, StoredField> currencies;

    private ColumnMapping(List<String> titles, Map<Integer, StoredField> fields, Map<Integer, StoredField> currencies) {
        this.titles = titles;
        this.fields = fields;
        this.currencies = currencies;
    }

    /** Title of the column with the currency of a money field whose own column has the given title. */
    public static Localized currencyTitle(Localized title) {
        return Localized.of(title.zh() + "（币种）", title.en() + " (currency)");
    }

    /** Lets the titles decide: field names, labels in both languages, then aliases. */
    public static ColumnMapping propose(StoredType type, List<String> titles) {
        Map<String, StoredField> byTitle = new HashMap<>();
        for (StoredField field : importable(type)) {
            Stream.of(field.name(), field.label().zh(), field.label().en())
                    .forEach(title -> byTitle.putIfAbsent(Titles.normalise(title), field));
        }
        for (StoredField field : importable(type)) {
            field.aliases().forEach(title -> byTitle.putIfAbsent(Titles.normalise(title), field));
        }
        return new ColumnMapping(titles, firsts(titles, byTitle), firsts(titles, currenciesByTitle(type)));
    }

    private static Map<String, StoredField> currenciesByTitle(StoredType type) {
        Map<String, StoredField> byTitle = new HashMap<>();
        for (StoredField field : importable(type)) {
            if (field.kind() == FieldKind.MONEY) {
                Localized title = currencyTitle(field.label());
                Stream.of(field.name() + CURRENCY, title.zh(), title.en())
                        .forEach(text -> byTitle.putIfAbsent(Titles.normalise(text), field));
            }
        }
        return byTitle;
    }

    private static Map<Integer, StoredField> firsts(List<String> titles, Map<String, StoredField> byTitle) {
        Map<Integer, StoredField> fields = new LinkedHashMap<>();
        Set<StoredField> taken = new LinkedHashSet<>();
        for (int column = 0; column < titles.size(); column++) {
            StoredField field = byTitle.get(Titles.normalise(titles.get(column)));
            if (field != null && taken.add(field)) {
                fields.put(column, field);
            }
        }
        return fields;
    }

    /**
     * What the user decided.
     *
     * @param fieldsByTitle a blank field leaves the column out
     * @throws Invalid if it names a column or field that is not there, or one field twice
     */
    static ColumnMapping chosen(StoredType type, List<String> titles, Map<String, String> fieldsByTitle) {
        List<Violation> violations = new ArrayList<>();
        Map<Integer, StoredField> fields = new LinkedHashMap<>();
        Map<Integer, StoredField> currencies = new LinkedHashMap<>();
        Set<String> taken = new LinkedHashSet<>();
        fieldsByTitle.forEach((title, name) -> {
            int column = titles.indexOf(title.strip());
            boolean currency = name.endsWith(CURRENCY);
            Optional<StoredField> field = currency
                    ? type.field(name.substring(0, name.length() - CURRENCY.length()))
                            .filter(f -> isImportable(f) && f.kind() == FieldKind.MONEY)
                    : type.field(name).filter(ColumnMapping::isImportable);
            if (name.isBlank()) {
                return;
            }
            if (column < 0) {
                violations.add(violation(title, "unknownColumn", "文件中没有此列。", "The file has no such column."));
            } else if (field.isEmpty()) {
                violations.add(violation(title, "unknownField", "没有此字段或不能导入。", "There is no such field to import."));
            } else if (!taken.add(name)) {
                violations.add(violation(title, "duplicateField", "多列对应同一字段。", "Two columns have the same field."));
            } else {
                (currency ? currencies : fields).put(column, field.get());
            }
        });
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        return new ColumnMapping(titles, fields, currencies);
    }

    /** Fields that a file can bring. */
    private static List<StoredField> importable(StoredType type) {
        return type.fields().values().stream()
                .filter(ColumnMapping::isImportable)
                .toList();
    }

    /** Whether a file can bring values of the field. */
    public static boolean isImportable(StoredField field) {
        return !field.readOnly()
                && field.kind() != FieldKind.EXTERNAL_IDS
                && field.kind() != FieldKind.ID
                && (field.kind() != FieldKind.LINKS || field.targets().size() == 1);
    }

    /** By column, counted from 0. */
    public Map<Integer, StoredField> fields() {
        return fields;
    }

    /** Money fields by the column that holds their currency. */
    public Map<Integer, StoredField> currencies() {
        return currencies;
    }

    /** How many columns the header has. */
    int width() {
        return titles.size();
    }

    boolean has(String field) {
        return fields.values().stream().anyMatch(f -> f.name().equals(field));
    }

    /** Column title to field name. */
    public Map<String, String> byTitle() {
        Map<String, String> byTitle = new LinkedHashMap<>();
        fields.forEach((column, field) -> byTitle.putIfAbsent(titles.get(column), field.name()));
        currencies.forEach((column, field) -> byTitle.putIfAbsent(titles.get(column), field.name() + CURRENCY));
        return byTitle;
    }

    /** Titles without a field. */
    List<String> unmapped() {
        List<String> unmapped = new ArrayList<>();
        for (int column = 0; column < titles.size(); column++) {
            if (!fields.containsKey(column)
                    && !currencies.containsKey(column)
                    && !titles.get(column).isEmpty()) {
                unmapped.add(titles.get(column));
            }
        }
        return unmapped;
    }

    private static Violation violation(String title, String code, String zh, String en) {
        return Violation.of("mapping." + title, code, zh, en);
    }
}
