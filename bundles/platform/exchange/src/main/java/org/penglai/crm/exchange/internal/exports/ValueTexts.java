package org.penglai.crm.exchange.internal.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.exchange.internal.table.Cell;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Values in words that people know, wherever the import takes the words for the same value. For one thread. */
final class ValueTexts {

    /** The zone in which an import reads local times. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final StoredType type;
    private final ImportValues values;
    private final Locale locale;
    private final Map<String, String> known = new HashMap<>();

    ValueTexts(StoredType type, ImportValues values, Locale locale) {
        this.type = type;
        this.values = values;
        this.locale = locale;
    }

    /** An option's label. */
    String option(StoredField field, String code) {
        return known.computeIfAbsent(field.name() + ' ' + code, key -> field.option(code)
                .map(option -> option.label().in(locale))
                .filter(label -> means(field, label, code))
                .orElse(code));
    }

    /** A division's name with those above it. */
    String region(StoredField field, JsonNode value) {
        String code = value.get("code").asText();
        return known.computeIfAbsent(field.name() + ' ' + code, key -> {
            String name = value.path("title").asText("");
            return !name.isEmpty() && means(field, name, code) ? name : code;
        });
    }

    /** @param exact whether fractions of seconds matter, because the import takes the value back */
    Cell instant(String text, boolean exact) {
        Instant instant = Instant.parse(text);
        LocalDateTime local = LocalDateTime.ofInstant(instant, ZONE).truncatedTo(ChronoUnit.SECONDS);
        boolean same = local.atZone(ZONE).toInstant().equals(instant);
        return same || !exact ? new Cell.Moment(local) : new Cell.Text(text);
    }

    /** Fields of other types are not read back, so any text will do for them. */
    private boolean means(StoredField field, String text, Object value) {
        if (!field.equals(type.fields().get(field.name()))) {
            return true;
        }
        List<Violation> problems = new ArrayList<>();
        return value.equals(
                values.read(type, Map.of(field.name(), text), problems).get(field.name()));
    }
}
