package org.penglai.crm.rest.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/** The one Jackson mapper of the HTTP layer: strict in what it reads, plain maps and lists in and out. */
@Component(service = Json.class)
public final class Json {
    private static final int MAX_DEPTH = 64;

    private final ObjectMapper mapper;

    public Json() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        SimpleModule module = new SimpleModule("crm-rest");
        module.addSerializer(new LocalizedSerializer());
        module.addSerializer(new InstantSerializer());
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .addModule(module)
                .build();
    }

    /**
     * Reads a request's body as an object.
     *
     * @throws Malformed if it is no JSON, has a member twice, is nested deeper than 64 or has something behind it
     * @throws Invalid if it is JSON but no object, or holds text that no database takes
     */
    public Map<String, Object> object(InputStream in) {
        if (!(any(in) instanceof Map<?, ?> map)) {
            throw new Invalid(Violation.of("", "wrongType", "请求内容必须是 JSON 对象。", "The body must be a JSON object."));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((name, member) -> object.put((String) name, member));
        return object;
    }

    /**
     * Reads a request's body, whatever kind of value it is.
     *
     * @throws Malformed as {@link #object}
     * @throws Invalid if it holds text that no database takes
     */
    public Object any(InputStream in) {
        if (in == null) {
            throw malformed(null);
        }
        try {
            Object value = mapper.readValue(in, Object.class);
            TextCheck.check(value);
            return value;
        } catch (JsonProcessingException | CharConversionException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one value out of a text, such as a part of a form. */
    public Object value(String text) {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** Writes maps, lists, texts, numbers, {@link Localized} and {@link Instant} in UTF-8. */
    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Malformed malformed(IOException cause) {
        String where = cause instanceof JsonProcessingException json && json.getLocation() != null
                ? " (" + json.getLocation().getLineNr() + ":"
                        + json.getLocation().getColumnNr() + ")"
                : "";
        return new Malformed(
                "malformedJson",
                Localized.of("请求内容不是有效的 JSON" + where + "。", "The body is not valid JSON" + where + "."));
    }

    private static final class LocalizedSerializer extends StdSerializer<Localized> {
        private static final long serialVersionUID = 1L;

        LocalizedSerializer() {
            super(Localized.class);
        }

        @Override
        public void serialize(Localized value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeStringField(Localized.DEFAULT_LANGUAGE, value.zh());
            out.writeStringField("en", value.en());
            out.writeEndObject();
        }
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.toString());
        }
    }
}
