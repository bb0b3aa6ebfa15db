package org.penglai.crm.security.internal;

import java.util.HashSet;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Keeps a tree a tree: whoever goes up from a record never comes back to it. */
public final class NoCycle implements RecordHook {
    private static final int HIGHEST = 100;

    private final String field;
    private final Localized message;

    /** @param field reference to the record above, of the same type */
    public NoCycle(String field, String zh, String en) {
        this.field = field;
        this.message = Localized.of(zh, en);
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot after = input.after();
        boolean moved = after != null
                && after.reference(field) != null
                && (input.before() == null
                        || !after.reference(field).equals(input.before().reference(field)));
        return moved && comesBack(input.records(), after)
                ? Outcome.none().reject(new Violation(field, "cycle", message))
                : Outcome.none();
    }

    private boolean comesBack(RecordReader records, RecordSnapshot start) {
        Set<Long> seen = new HashSet<>();
        seen.add(start.id());
        Long above = start.reference(field);
        while (above != null && seen.size() <= HIGHEST) {
            if (!seen.add(above)) {
                return true;
            }
            above = records.find(Caller.system(), start.type(), above)
                    .map(record -> record.reference(field))
                    .orElse(null);
        }
        return above != null;
    }
}
