package org.penglai.crm.records.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.SystemFields;

/**
 * How fields that administrators add are called: {@code custom.region} wherever fields are named, a member of the object
 * {@code custom} in the JSON of records. Everything else treats them as it treats the fields that modules bring.
 */
public final class CustomFields {
    private static final String PREFIX = SystemFields.CUSTOM + ".";

    private CustomFields() {}

    /** {@code custom.region} for {@code region}. */
    public static String name(String member) {
        return PREFIX + member;
    }

    /** Whether the name is that of a custom field. */
    public static boolean isCustom(String field) {
        return field.startsWith(PREFIX);
    }

    /** {@code region} for {@code custom.region}. */
    public static String member(String field) {
        return field.substring(PREFIX.length());
    }

    /** The field names that a path over references consists of; the name of a custom field is one step. */
    public static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String part : path.split("\\.", -1)) {
            int last = steps.size() - 1;
            if (last >= 0 && steps.get(last).equals(SystemFields.CUSTOM)) {
                steps.set(last, name(part));
            } else {
                steps.add(part);
            }
        }
        return steps;
    }

    /**
     * The values of a change with those of the object {@code custom} among them, by field name; what is not such an object
     * stays. No object at all means that every custom field is emptied.
     */
    public static Map<String, Object> flat(StoredType type, Map<String, Object> sent) {
        if (!sent.containsKey(SystemFields.CUSTOM)) {
            return sent;
        }
        Map<String, Object> flat = new LinkedHashMap<>(sent);
        Object custom = sent.get(SystemFields.CUSTOM);
        if (custom == null) {
            flat.remove(SystemFields.CUSTOM);
            type.fields().values().stream().filter(StoredField::custom).forEach(field -> flat.put(field.name(), null));
        } else if (custom instanceof Map<?, ?> members) {
            flat.remove(SystemFields.CUSTOM);
            members.forEach((member, value) -> flat.put(name(String.valueOf(member)), value));
        }
        return flat;
    }
}
