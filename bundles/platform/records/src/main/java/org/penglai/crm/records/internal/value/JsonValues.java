package org.penglai.crm.records.internal.value;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.persistence.spi.Ids;

/** Writes snapshot values in the form that {@link FieldValues} reads again: what audit and outbox keep. */
public final class JsonValues {
    private JsonValues() {}

    public static void write(JsonGenerator json, FieldKind kind, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            if (kind == FieldKind.REFERENCE || kind == FieldKind.ID) {
                json.writeString(Ids.format(number));
            } else {
                json.writeNumber(number);
            }
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof BigDecimal decimal) {
            json.writeString(decimal.toPlainString());
        } else if (value instanceof Money money) {
            json.writeStartObject();
            json.writeStringField("amount", money.amount().toPlainString());
            json.writeStringField("currency", money.currency());
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object each : list) {
                write(json, kind, each);
            }
            json.writeEndArray();
        } else if (value instanceof ExternalId id) {
            json.writeStartObject();
            json.writeStringField("system", id.system());
            json.writeStringField("key", id.key());
            json.writeEndObject();
        } else if (value instanceof RecordLink link) {
            json.writeStartObject();
            json.writeStringField("type", link.type());
            json.writeStringField("id", Ids.format(link.id()));
            json.writeEndObject();
        } else {
            json.writeString(value.toString());
        }
    }
}
