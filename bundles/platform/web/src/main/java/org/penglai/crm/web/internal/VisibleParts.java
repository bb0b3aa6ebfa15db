package org.penglai.crm.web.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.security.Caller;

/** Leaves out of a plug-in's manifest what the caller may not see. */
final class VisibleParts {
    private static final String PERMISSION = "permission";

    private VisibleParts() {}

    static Map<String, Object> of(Map<String, Object> manifest, Caller caller) {
        Map<String, Object> visible = new LinkedHashMap<>();
        manifest.forEach(
                (key, value) -> visible.put(key, value instanceof List<?> parts ? filter(parts, caller) : value));
        return visible;
    }

    private static List<?> filter(List<?> parts, Caller caller) {
        return parts.stream()
                .filter(part -> !(part instanceof Map<?, ?> entry
                        && entry.get(PERMISSION) instanceof String permission
                        && !caller.may(permission)))
                .toList();
    }
}
