package org.penglai.crm.records.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.spi.Merges.Left;
import org.penglai.crm.records.spi.StoredType;

/** Some values of a record as text, to be compared and put back later. Safe for any thread. */
final class MergeImages {
    private static final Set<String> KNOWN = Set.of(
            SystemFields.ID,
            SystemFields.VERSION,
            SystemFields.CREATED_AT,
            SystemFields.CREATED_BY,
            SystemFields.UPDATED_AT,
            SystemFields.UPDATED_BY);

    private final ObjectMapper mapper = new ObjectMapper();
    private final ChangesJson json;

    MergeImages(ChangesJson json) {
        this.json = json;
    }

    /** Names of the fields in which the two differ. */
    static Set<String> changed(StoredType type, RecordSnapshot before, RecordSnapshot after) {
        Set<String> changed = new LinkedHashSet<>();
        type.fields().keySet().forEach(name -> {
            if (!KNOWN.contains(name)
                    && !Same.values(before.values().get(name), after.values().get(name))) {
                changed.add(name);
            }
        });
        return changed;
    }

    /** What is kept of the record: personal values are sealed. */
    String of(StoredType type, RecordSnapshot record, Collection<String> names) {
        return json.sealedImage(type, record, names);
    }

    /**
     * What the record is to hold again, in JSON form.
     *
     * @param left gets the fields that are no longer as they became
     */
    Map<String, Object> back(StoredType type, RecordSnapshot now, String before, String after, List<Left> left) {
        JsonNode was = read(json.opened(type.name(), now.id(), before));
        JsonNode became = read(json.opened(type.name(), now.id(), after));
        List<String> names = new ArrayList<>();
        became.fieldNames().forEachRemaining(names::add);
        JsonNode current = read(json.image(type, now, names));
        Map<String, Object> values = new LinkedHashMap<>();
        for (String name : names) {
            if (current.get(name) != null && current.get(name).equals(became.get(name))) {
                values.put(name, mapper.convertValue(was.get(name), Object.class));
            } else {
                left.add(new Left(type.name(), now.id(), name));
            }
        }
        return values;
    }

    private JsonNode read(String image) {
        try {
            return mapper.readTree(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
