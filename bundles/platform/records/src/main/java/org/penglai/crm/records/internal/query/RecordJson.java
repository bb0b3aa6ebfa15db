package org.penglai.crm.records.internal.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Regions;

/** Writes rows in the JSON form of records. Safe for any thread. */
final class RecordJson {
    private final Supplier<Regions> regions;

    /** @param regions may give null; divisions have no title then */
    RecordJson(Supplier<Regions> regions) {
        this.regions = regions;
    }

    void write(RecordPage page, Object[] row, JsonGenerator json) throws IOException {
        Long id = (Long) row[Projection.ID_POSITION];
        json.writeStartObject();
        write(page, page.projection().outputs(), id, row, json);
        if (page.projection().custom()) {
            json.writeObjectFieldStart(SystemFields.CUSTOM);
            write(page, page.projection().customOutputs(), id, row, json);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void write(RecordPage page, List<Projection.Output> outputs, Long id, Object[] row, JsonGenerator json)
            throws IOException {
        for (Projection.Output output : outputs) {
            json.writeFieldName(output.name());
            if (!output.shows(row)) {
                json.writeStartArray();
                json.writeEndArray();
                continue;
            }
            if (output.masks(row)) {
                Masking.write(output.field(), output.position() < 0 ? null : row[output.position()], json);
                continue;
            }
            switch (output.field().kind()) {
                case TAGS -> tags(page.tags().getOrDefault(id, List.of()), json);
                case EXTERNAL_IDS -> externalIds(page.externalIds().getOrDefault(id, List.of()), json);
                case LINKS ->
                    links(
                            page.links()
                                    .getOrDefault(output.field().name(), Map.of())
                                    .getOrDefault(id, List.of()),
                            json);
                case CHOICES ->
                    tags(
                            page.choices()
                                    .getOrDefault(output.field().name(), Map.of())
                                    .getOrDefault(id, List.of()),
                            json);
                default -> value(page, output, row, json);
            }
        }
    }

    private void value(RecordPage page, Projection.Output output, Object[] row, JsonGenerator json) throws IOException {
        Object value = row[output.position()];
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (output.field().kind()) {
            case ID -> json.writeString(Ids.format((Long) value));
            case REFERENCE -> {
                String title = page.title(output.field().target(), (Long) value);
                reference("id", Ids.format((Long) value), title, json);
            }
            case INTEGER -> json.writeNumber((Long) value);
            case DECIMAL, PERCENT -> json.writeString(plain(value));
            case MONEY -> money((BigDecimal) value, (String) row[output.position() + 1], json);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case DATE -> json.writeString(((LocalDate) value).toString());
            case INSTANT -> json.writeString(instant((LocalDateTime) value));
            case REGION -> reference("code", (String) value, region((String) value), json);
            default -> json.writeString((String) value);
        }
    }

    static void reference(String key, String value, String title, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(key, value);
        json.writeStringField("title", title);
        json.writeEndObject();
    }

    static void money(BigDecimal amount, String currency, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("amount", plain(amount));
        json.writeStringField("currency", currency);
        json.writeEndObject();
    }

    static String plain(Object decimal) {
        return ((BigDecimal) decimal).toPlainString();
    }

    static String instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC).toString();
    }

    /** The division's name with those above it; null if it is not known. */
    String region(String code) {
        Regions known = regions.get();
        return known == null
                ? null
                : known.find(code).map(region -> path(known, region)).orElse(null);
    }

    private static String path(Regions known, Regions.Region region) {
        return region.parent() == null
                ? region.name()
                : known.find(region.parent()).map(parent -> path(known, parent)).orElse("") + region.name();
    }

    private static void tags(List<String> tags, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (String tag : tags) {
            json.writeString(tag);
        }
        json.writeEndArray();
    }

    private static void links(List<TitledLink> links, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (TitledLink link : links) {
            json.writeStartObject();
            json.writeStringField("type", link.link().type());
            json.writeStringField("id", Ids.format(link.link().id()));
            json.writeStringField("title", link.title());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void externalIds(List<ExternalId> externalIds, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (ExternalId externalId : externalIds) {
            json.writeStartObject();
            json.writeStringField("system", externalId.system());
            json.writeStringField("key", externalId.key());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
