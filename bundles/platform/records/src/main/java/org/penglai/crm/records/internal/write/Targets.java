package org.penglai.crm.records.internal.write;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What the caller does not see he cannot refer to. Whether what he sees is still there is looked at when it is written.
 * For one thread, used once.
 */
final class Targets {
    private final TypeRegistry types;
    private final Reach reach;
    private final Set<RecordKey> made;

    /** @param made records of the same list of changes, which may be referred to; grows */
    Targets(TypeRegistry types, Reach reach, Set<RecordKey> made) {
        this.types = types;
        this.reach = reach;
        this.made = made;
    }

    /** @param before null for a new record */
    void check(
            StoredType type,
            Set<String> sent,
            RecordSnapshot before,
            Map<String, Object> after,
            List<Violation> problems) {
        for (String name : sent) {
            StoredField field = type.fields().get(name);
            Object old = before == null ? null : before.values().get(name);
            Object value = after.get(name);
            if (field == null || value == null || value.equals(old)) {
                continue;
            }
            if (field.kind() == FieldKind.REFERENCE && value instanceof Long id) {
                check(name, field.target(), id, problems);
            } else if (field.kind() == FieldKind.LINKS && value instanceof List<?> links) {
                links.stream()
                        .filter(link -> !(old instanceof List<?> known && known.contains(link)))
                        .map(RecordLink.class::cast)
                        .forEach(link -> check(name, link.type(), link.id(), problems));
            }
        }
    }

    private void check(String field, String target, long id, List<Violation> problems) {
        boolean isNew = made.contains(new RecordKey(target, id));
        types.find(target).ifPresent(type -> {
            if (!isNew && !reach.seen(type, List.of(id)).contains(id)) {
                problems.add(Failures.missingReference(field));
            }
        });
    }
}
