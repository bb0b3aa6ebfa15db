package org.penglai.crm.records.internal.query.filter;

import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Finds what a name such as {@code level} or {@code customer.industry} means. A field out of sight is as if it did not exist. */
public final class PathResolver {
    private static final int MAX_REFERENCES = 3;
    private static final int MAX_LENGTH = 300;

    private final Types types;
    private final FieldRights rights;

    public PathResolver(Types types, FieldRights rights) {
        this.types = types;
        this.rights = rights;
    }

    /** For what is compared, ordered or grouped: a masked field would tell its values that way. */
    public FieldPath open(Caller caller, StoredType root, String text) {
        FieldPath path = resolve(caller, root, text);
        if (path.masked()) {
            throw Violations.masked(text);
        }
        return path;
    }

    /** @throws org.penglai.crm.api.error.Invalid if there is no such field */
    public FieldPath resolve(Caller caller, StoredType root, String text) {
        if (text.length() > MAX_LENGTH) {
            throw Violations.unknownField(text.substring(0, MAX_LENGTH));
        }
        List<String> names = CustomFields.steps(text);
        if (names.size() > MAX_REFERENCES + 1) {
            throw Violations.unknownField(text);
        }
        FieldRights.Seen seen = seen(caller, root, text);
        StoredType type = root;
        List<String> references = new ArrayList<>();
        // Behind a reference that is shown but in part lies what it leads to: masked as a whole.
        boolean masked = false;
        for (int at = 0; at < names.size() - 1; at++) {
            StoredField reference = type.fields().get(names.get(at));
            masked |= seen.masked().contains(names.get(at));
            seen = target(caller, reference, text);
            type = seen.type();
            references.add(names.get(at));
        }
        String last = names.get(names.size() - 1);
        StoredField field = type.fields().get(last);
        if (field == null && !FieldPath.INITIALS.equals(last)) {
            throw Violations.unknownField(text);
        }
        masked |= field != null && seen.masked().contains(last);
        return new FieldPath(references, type, field, text, masked);
    }

    private FieldRights.Seen seen(Caller caller, StoredType type, String text) {
        return types.find(type.name())
                .flatMap(whole -> rights.of(caller, whole))
                .orElseThrow(() -> Violations.unknownField(text));
    }

    private FieldRights.Seen target(Caller caller, StoredField reference, String text) {
        if (reference == null || reference.kind() != FieldKind.REFERENCE) {
            throw Violations.unknownField(text);
        }
        return types.find(reference.target())
                .flatMap(type -> rights.of(caller, type))
                .orElseThrow(() -> Violations.unknownField(text));
    }
}
