package org.penglai.crm.sales.internal.opportunity;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * The fields that a stage asks for.
 *
 * @param names as in the interface, those of custom fields with {@value #CUSTOM} in front
 */
record RequiredFields(List<String> names) {
    static final String CUSTOM = "custom.";

    RequiredFields {
        names = List.copyOf(names);
    }

    static RequiredFields of(RecordSnapshot stage) {
        String text = stage.text(StageType.REQUIRED_FIELDS);
        return new RequiredFields(
                text == null
                        ? List.of()
                        : Arrays.stream(text.split("[,，;；、\\s]+"))
                                .filter(name -> !name.isBlank())
                                .distinct()
                                .toList());
    }

    /** As it is kept. */
    String text() {
        return String.join(",", names);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether the opportunity has the field and no value in it; a custom field that is gone is missed by nobody. */
    static boolean isMissing(RecordSnapshot opportunity, String name) {
        Map<String, Object> values = opportunity.values();
        Object value = values.get(name);
        return values.containsKey(name) && (value == null || value instanceof Collection<?> some && some.isEmpty());
    }
}
