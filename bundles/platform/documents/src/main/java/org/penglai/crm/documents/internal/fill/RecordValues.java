package org.penglai.crm.documents.internal.fill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.internal.template.Template;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredParts;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** What a template's places stand for in one record: all of it as the caller may see it. For one thread, used once. */
public final class RecordValues implements Template.Values {
    /** Names that no field has. */
    public static final List<String> OWN_PLACES = List.of("today", "user", "page", "pages");

    private static final int MOST_LINES = 1_000;

    private final Types types;
    private final RecordReader records;
    private final Caller caller;
    private final Locale language;
    private final RecordSnapshot record;
    private final Instant now;
    private final FieldText texts;
    private final Map<RecordLink, Optional<RecordSnapshot>> known = new HashMap<>();

    public RecordValues(
            Types types,
            RecordReader records,
            Currencies currencies,
            Caller caller,
            Locale language,
            RecordSnapshot record,
            Instant now) {
        this.types = types;
        this.records = records;
        this.caller = caller;
        this.language = language;
        this.record = record;
        this.now = now;
        this.texts = new FieldText(language, caller.zone(), currencies);
    }

    @Override
    public String of(String place) {
        return switch (place) {
            case "today" -> texts.date(LocalDate.ofInstant(now, caller.zone()));
            case "user" -> caller.displayName();
            // The foot of a page knows them.
            case "page", "pages" -> "{" + place + "}";
            default -> value(record, place);
        };
    }

    /** What stands above a column of the lines. */
    public String label(String lineField) {
        StoredType type = types.get(parts().type());
        return type.field(lineField)
                .map(StoredField::label)
                .map(label -> label.in(language))
                .orElse(lineField);
    }

    /** Whether a column of the lines stands to the right. */
    public boolean isNumeric(String lineField) {
        return types.get(parts().type())
                .field(lineField)
                .map(StoredField::kind)
                .filter(kind -> kind == FieldKind.MONEY
                        || kind == FieldKind.DECIMAL
                        || kind == FieldKind.INTEGER
                        || kind == FieldKind.PERCENT)
                .isPresent();
    }

    /** Each line's values of the fields, in their order. */
    public List<List<String>> lines(List<String> fields) {
        StoredParts parts = parts();
        StoredType type = types.get(parts.type());
        String sort = type.views().isEmpty() ? "" : type.views().get(0).sort();
        List<List<String>> rows = new ArrayList<>();
        for (RecordSnapshot line : records.list(
                caller,
                parts.type(),
                new RecordQuery(parts.field() + "==" + RecordId.format(record.id()), sort, MOST_LINES))) {
            rows.add(fields.stream().map(field -> value(line, field)).toList());
        }
        return rows;
    }

    /** The record's title. */
    public String title() {
        return titleOf(types.get(record.type()), record);
    }

    private StoredParts parts() {
        return types.parts(record.type()).stream()
                .findFirst()
                .orElseThrow(
                        () -> new NotFound("noLines", Localized.of("该类型没有明细。", "Records of this type have no lines.")));
    }

    private String value(RecordSnapshot from, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        StoredField field = types.get(from.type()).fields().get(name);
        if (field == null) {
            return "";
        }
        if (field.kind() != FieldKind.REFERENCE || field.target() == null) {
            return texts.of(field, from.values().get(name));
        }
        Optional<RecordSnapshot> target = referred(field.target(), from.values().get(name));
        return dot < 0
                ? target.map(found -> titleOf(types.get(found.type()), found)).orElse("")
                : target.map(found -> value(found, path.substring(dot + 1))).orElse("");
    }

    private Optional<RecordSnapshot> referred(String type, Object id) {
        return id instanceof Long reference
                ? known.computeIfAbsent(new RecordLink(type, reference), this::find)
                : Optional.empty();
    }

    private Optional<RecordSnapshot> find(RecordLink link) {
        try {
            return records.find(caller, link.type(), link.id());
        } catch (NotFound | Forbidden outOfSight) {
            return Optional.empty();
        }
    }

    private String titleOf(StoredType type, RecordSnapshot named) {
        Optional<String> english = Localized.isEnglish(language)
                ? type.englishTitle().map(StoredField::name).map(named::text)
                : Optional.empty();
        return english.or(() -> Optional.ofNullable(named.text(type.titleField())))
                .orElse("");
    }
}
