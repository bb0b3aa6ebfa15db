package org.penglai.crm.records.internal.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a value in JSON form that a capability made into one of the JDK's own classes, so that it keeps no class loader alive. */
final class PlainValues {
    private PlainValues() {}

    static Object copy(Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number && value.getClass().getName().startsWith("java.")) {
            return value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PlainValues::copy).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), copy(member)));
            return copy;
        }
        return value.toString();
    }
}
