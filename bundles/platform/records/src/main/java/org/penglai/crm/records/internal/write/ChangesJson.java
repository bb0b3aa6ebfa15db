package org.penglai.crm.records.internal.write;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.records.internal.value.JsonValues;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

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
    private final Supplier<PersonalValues> personal;

    /** @param personal gives null where nothing is sealed */
    ChangesJson(Supplier<PersonalValues> personal) {
        this.personal = personal;
    }

    /** Makes the keys that telling of these changes takes, all at once. */
    void prepare(List<PlannedChange> changes) {
        PersonalValues keys = personal.get();
        if (keys == null) {
            return;
        }
        Map<String, Set<Long>> ids = new LinkedHashMap<>();
        Map<String, Set<Long>> made = new LinkedHashMap<>();
        for (PlannedChange change : changes) {
            Map<String, StoredField> fields = change.type().type().fields();
            if (change.changed().stream()
                    .map(fields::get)
                    .anyMatch(field -> field != null
                            && field.personal()
                            && change.after().values().get(field.name()) != null)) {
                (change.operation() == Operation.CREATE ? made : ids)
                        .computeIfAbsent(change.key().type(), type -> new LinkedHashSet<>())
                        .add(change.id());
            }
        }
        made.forEach(keys::prepareNew);
        ids.forEach(keys::prepare);
    }

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
                    write(
                            generator,
                            change.key(),
                            field,
                            change.before().values().get(name));
                    write(generator, change.key(), field, after);
                    generator.writeEndArray();
                } else if (!Same.values(null, after)) {
                    generator.writeFieldName(name);
                    write(generator, change.key(), field, after);
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
                    write(
                            generator,
                            change.key(),
                            field,
                            change.before().values().get(name));
                }
            }
        });
    }

    /** References and links that lead elsewhere now: field to [before, after]. They are never sealed. */
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

    /** Some fields of a record in clear, to be compared. */
    String image(StoredType type, RecordSnapshot record, Collection<String> names) {
        return write(generator -> {
            for (String name : names) {
                StoredField field = type.fields().get(name);
                if (field != null) {
                    generator.writeFieldName(name);
                    JsonValues.write(generator, field.kind(), record.values().get(name));
                }
            }
        });
    }

    /** Some fields of a record, to be kept. */
    String sealedImage(StoredType type, RecordSnapshot record, Collection<String> names) {
        return write(generator -> {
            for (String name : names) {
                StoredField field = type.fields().get(name);
                if (field != null) {
                    generator.writeFieldName(name);
                    write(
                            generator,
                            new RecordKey(type.name(), record.id()),
                            field,
                            record.values().get(name));
                }
            }
        });
    }

    /** What was kept, in clear again. */
    String opened(String type, long id, String image) {
        PersonalValues keys = personal.get();
        return keys == null ? image : keys.open(type, id, image);
    }

    private void write(JsonGenerator generator, RecordKey record, StoredField field, Object value) throws IOException {
        PersonalValues keys = field.personal() && value != null ? personal.get() : null;
        if (keys == null) {
            JsonValues.write(generator, field.kind(), value);
            return;
        }
        StringWriter clear = new StringWriter();
        try (JsonGenerator single = json.createGenerator(clear)) {
            JsonValues.write(single, field.kind(), value);
        }
        generator.writeRawValue(keys.seal(record.type(), record.id(), field.name(), clear.toString()));
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
