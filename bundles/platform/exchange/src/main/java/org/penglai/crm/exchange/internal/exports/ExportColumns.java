package org.penglai.crm.exchange.internal.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.exchange.internal.imports.ColumnMapping;
import org.penglai.crm.exchange.internal.table.Cell;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * The columns of an export. Titles are labels in the caller's language, unless the import would understand a label
 * otherwise; then it is the field's name.
 */
final class ExportColumns {

    /** Of the system's own fields, what is exported unless somebody asks for others. */
    private static final List<String> USUAL =
            List.of(SystemFields.OWNER, SystemFields.TAGS, SystemFields.CREATED_AT, SystemFields.UPDATED_AT);

    /** Where the import splits the names of several records. */
    private static final Pattern SEPARATOR = Pattern.compile("[;；,，、]");

    private final Types types;
    private final StoredType type;
    private final Locale locale;
    private final ReferenceNames names;
    private final ValueTexts texts;
    private final Set<String> taken = new HashSet<>();
    private final List<ExportColumn> columns = new ArrayList<>();

    private ExportColumns(Types types, StoredType type, Locale locale, ReferenceNames names, ImportValues values) {
        this.types = types;
        this.type = type;
        this.locale = locale;
        this.names = names;
        this.texts = new ValueTexts(type, values, locale);
    }

    /**
     * @param fields names, may lead over references ({@code customer.level}); empty for the usual ones
     * @throws Invalid if one is unknown
     */
    static List<ExportColumn> of(
            Types types,
            StoredType type,
            List<String> fields,
            Locale locale,
            ReferenceNames names,
            ImportValues values) {
        ExportColumns all = new ExportColumns(types, type, locale, names, values);
        for (String name : fields.isEmpty() ? usual(type) : fields) {
            all.add(name);
        }
        return List.copyOf(all.columns);
    }

    private static List<String> usual(StoredType type) {
        List<String> names = new ArrayList<>();
        type.fields().values().stream().filter(field -> !field.system()).forEach(field -> names.add(field.name()));
        USUAL.stream().filter(name -> type.field(name).isPresent()).forEach(names::add);
        return names;
    }

    private void add(String name) {
        StoredField field = find(name).orElseThrow(() -> unknown(name));
        boolean own = name.equals(field.name()) && type.field(name).isPresent();
        String title = own ? title(field) : unique(pathTitle(name));
        if (field.kind() != FieldKind.MONEY) {
            columns.add(new ExportColumn(title, name, target(field), maker(field)));
            return;
        }
        columns.add(new ExportColumn(
                title,
                name,
                null,
                money -> new Cell.Number(new BigDecimal(money.get("amount").asText()), false)));
        String currency = ColumnMapping.currencyTitle(field.label()).in(locale);
        columns.add(new ExportColumn(
                unique(own && isUnderstood(currency, name + ".currency") ? currency : name + ".currency"),
                name,
                null,
                money -> new Cell.Text(money.get("currency").asText())));
    }

    private Optional<StoredField> find(String path) {
        StoredType at = type;
        List<String> steps = CustomFields.steps(path);
        for (int i = 0; i < steps.size() - 1; i++) {
            at = at.field(steps.get(i))
                    .map(StoredField::target)
                    .flatMap(types::find)
                    .orElse(null);
            if (at == null) {
                return Optional.empty();
            }
        }
        return at.field(steps.get(steps.size() - 1));
    }

    private String pathTitle(String path) {
        StringBuilder title = new StringBuilder();
        StoredType at = type;
        for (String step : CustomFields.steps(path)) {
            StoredField field = at.fields().get(step);
            title.append(title.length() == 0 ? "" : " / ").append(field.label().in(locale));
            at = field.target() == null ? at : types.find(field.target()).orElse(at);
        }
        return title.toString();
    }

    private String title(StoredField field) {
        String label = field.label().in(locale);
        String meant = ColumnMapping.isImportable(field) ? field.name() : null;
        return unique(isUnderstood(label, meant) ? label : field.name());
    }

    /** @param field null for a column that the import must leave alone */
    private boolean isUnderstood(String title, String field) {
        Map<String, String> mapped = ColumnMapping.propose(type, List.of(title)).byTitle();
        return field == null ? mapped.isEmpty() : field.equals(mapped.get(title));
    }

    private String unique(String title) {
        String candidate = title;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = title + " " + i;
        }
        return candidate;
    }

    private ExportColumn.CellMaker maker(StoredField field) {
        return switch (field.kind()) {
            case INTEGER, DECIMAL -> value -> new Cell.Number(new BigDecimal(value.asText()), false);
            case PERCENT -> value -> new Cell.Number(new BigDecimal(value.asText()), true);
            case BOOLEAN -> value -> new Cell.Text(yesOrNo(value.asBoolean()));
            case DATE -> value -> new Cell.Day(LocalDate.parse(value.asText()));
            case INSTANT -> value -> texts.instant(value.asText(), ColumnMapping.isImportable(field));
            case ENUMERATION, PICKLIST -> value -> new Cell.Text(texts.option(field, value.asText()));
            case CHOICES -> value -> new Cell.Text(options(field, value));
            case REGION -> value -> new Cell.Text(texts.region(field, value));
            case REFERENCE ->
                value -> new Cell.Text(names.of(field.target(), value.get("id").asText()));
            case LINKS -> value -> new Cell.Text(links(field, value));
            case MONEY -> throw new IllegalArgumentException("money takes two columns");
            default -> value -> new Cell.Text(listed(value));
        };
    }

    private String yesOrNo(boolean value) {
        boolean english = locale.getLanguage().equals("en");
        return value ? english ? "Yes" : "是" : english ? "No" : "否";
    }

    /** The one type that the field leads to. */
    private static String target(StoredField field) {
        return field.kind() == FieldKind.LINKS && field.targets().size() == 1
                ? field.targets().get(0)
                : field.target();
    }

    private String options(StoredField field, JsonNode value) {
        List<String> labels = new ArrayList<>();
        for (JsonNode code : value) {
            labels.add(texts.option(field, code.asText()));
        }
        return String.join(";", labels);
    }

    /** An id in place of a name that would be read as two. */
    private String links(StoredField field, JsonNode value) {
        if (target(field) == null) {
            return listed(value);
        }
        List<String> all = new ArrayList<>();
        for (JsonNode each : value) {
            String id = each.get("id").asText();
            String name = names.of(target(field), id);
            all.add(SEPARATOR.matcher(name).find() ? id : name);
        }
        return String.join(";", all);
    }

    /** Lists of texts, of records and of keys in other systems, each in one cell. */
    private static String listed(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (each.has("system")) {
                texts.add(each.get("system").asText() + ":" + each.get("key").asText());
            } else if (each.isObject()) {
                texts.add(each.path("title").asText(each.path("id").asText()));
            } else {
                texts.add(each.asText());
            }
        }
        return String.join(";", texts);
    }

    private static Invalid unknown(String name) {
        return new Invalid(
                Violation.of("fields", "unknownField", "没有字段“" + name + "”。", "There is no field \"" + name + "\"."));
    }
}
