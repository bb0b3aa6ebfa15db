package org.penglai.crm.records.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import org.penglai.crm.records.spi.FieldProtection;
import org.penglai.crm.records.spi.StoredType;

/** A type as text in crm_type. Unknown members are passed over, so that an older version can read what a newer one wrote. */
public final class StoredTypeJson {
    /** Keys are found anew; they are no part of the text. */
    private final ObjectMapper mapper = JsonMapper.builder()
            .withConfigOverride(FieldProtection.class, each -> each.setIsIgnoredType(true))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public String write(StoredType type) {
        try {
            return mapper.writeValueAsString(type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StoredType read(String json) {
        try {
            return mapper.readValue(json, StoredType.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
