package org.penglai.crm.records.internal.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.internal.value.JsonValues;
import org.penglai.crm.records.spi.StoredField;

/** What changed, as audit and outbox keep it. Safe for any thread. */
final class ChangesJson {
    /** Told by other columns of the journal. */
    private static final Set<String> KNOWN = Set.of(
            SystemFields.ID,
            SystemFields.VERSION,
            SystemFields.CREATED_AT,
            SystemFields.CREATED_BY,
            SystemFields.UPDATED_AT,
            SystemFields.UPDATED_BY);

    private final JsonFactory json = new JsonFactory();

    /** Field to value for a creation, field to [before, after] for an update. */
    String of(PlannedChange change) {
        return write(generator -> {
            for (String name : change.changed()) {
                StoredField field = change.type().type().fields().get(name);
                if (field == null || KNOWN.contains(name)) {
                    continue;
                }
                Object after = change.after().values().get(name);
                if (change.before() != null) {
                    generator.writeArrayFieldStart(name);
                    JsonValues.write(
                            generator, field.kind(), change.before().values().get(name));
                    JsonValues.write(generator, field.kind(), after);
                    generator.writeEndArray();
                } else if (!Same.values(null, after)) {
                    generator.writeFieldName(name);
                    JsonValues.write(generator, field.kind(), after);
                }
            }
        });
    }

    /** What the changed fields held before an update, for taking it back. */
    String before(PlannedChange change) {
        return write(generator -> {
            for (String name : change.changed()) {
                StoredField field = change.type().type().fields().get(name);
                if (field != null && !KNOWN.contains(name)) {
                    generator.writeFieldName(name);
                    JsonValues.write(
                            generator, field.kind(), change.before().values().get(name));
                }
            }
        });
    }

    /** Fields that lead elsewhere now: field to [before, after]. */
    String changed(Map<StoredField, Holders.Change> changes) {
        return write(generator -> {
            for (Map.Entry<StoredField, Holders.Change> change : changes.entrySet()) {
                StoredField field = change.getKey();
                generator.writeArrayFieldStart(field.name());
                JsonValues.write(generator, field.kind(), change.getValue().before());
                JsonValues.write(generator, field.kind(), change.getValue().after());
                generator.writeEndArray();
            }
        });
    }

    /** A reference that was emptied because its target was deleted. */
    String cleared(StoredField field, long target) {
        return write(generator -> {
            generator.writeArrayFieldStart(field.name());
            JsonValues.write(generator, field.kind(), target);
            generator.writeNull();
            generator.writeEndArray();
        });
    }

    private String write(Members members) {
        StringWriter out = new StringWriter(256);
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            members.write(generator);
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString();
    }

    @FunctionalInterface
    private interface Members {
        void write(JsonGenerator generator) throws IOException;
    }
}
