package org.penglai.crm.jobs.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.security.Caller;

/** What a job's row holds as JSON: the caller, parameters and result. */
final class JobJson {
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @throws IllegalArgumentException if the values are not JSON-like */
    String write(Map<String, Object> values) {
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON-like: " + e.getOriginalMessage(), e);
        }
    }

    /** Null gives an empty map. */
    Map<String, Object> read(String text) {
        return text == null ? Map.of() : parse(text);
    }

    /** The caller with the rights of this moment; the job never has more. */
    String write(Caller caller) {
        return write(Map.of(
                "userId", caller.userId(),
                "username", caller.username(),
                "displayName", caller.displayName(),
                "locale", caller.locale().toLanguageTag(),
                "zone", caller.zone().getId(),
                "permissions", List.copyOf(caller.permissions())));
    }

    Caller readCaller(String text) {
        Map<String, Object> values = parse(text);
        List<?> permissions = (List<?>) values.get("permissions");
        return new Caller(
                ((Number) values.get("userId")).longValue(),
                (String) values.get("username"),
                (String) values.get("displayName"),
                Locale.forLanguageTag((String) values.get("locale")),
                ZoneId.of((String) values.get("zone")),
                Set.copyOf(permissions.stream().map(String.class::cast).toList()));
    }

    private Map<String, Object> parse(String text) {
        try {
            return json.readValue(text, VALUES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job's row holds no JSON", e);
        }
    }
}
