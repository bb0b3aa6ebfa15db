package org.penglai.crm.events.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.PersonalValues;
import org.penglai.crm.vault.spi.PersonKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Personal values in the JSON of audit, outbox and undo data. */
@Component
public final class SealedValues implements PersonalValues {
    private static final Logger LOG = LoggerFactory.getLogger(SealedValues.class);
    private static final String SEALED = "~";
    private static final String CONTEXT = "change/";

    private final PersonKeys keys;
    private final ObjectMapper mapper = new ObjectMapper();

    @Activate
    public SealedValues(@Reference PersonKeys keys) {
        this.keys = keys;
    }

    @Override
    public void prepare(String type, Collection<Long> ids) {
        keys.prepare(type, ids);
    }

    @Override
    public void prepareNew(String type, Collection<Long> ids) {
        keys.prepareNew(type, ids);
    }

    @Override
    public String seal(String type, long id, String field, String json) {
        byte[] sealed = keys.seal(type, id, json.getBytes(StandardCharsets.UTF_8), CONTEXT + field);
        return "{\"" + SEALED + "\":\"" + Base64.getEncoder().encodeToString(sealed) + "\"}";
    }

    @Override
    public String open(String type, long id, String changes) {
        return open(changes, (bytes, field) -> keys.open(type, id, bytes, CONTEXT + field));
    }

    @Override
    public String open(DSLContext sql, String type, long id, String changes) {
        return open(changes, (bytes, field) -> keys.open(sql, type, id, bytes, CONTEXT + field));
    }

    private String open(String changes, Opening opening) {
        if (changes == null || !changes.contains("{\"" + SEALED + "\":\"")) {
            return changes;
        }
        try {
            JsonNode root = mapper.readTree(changes);
            if (root instanceof ObjectNode object) {
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    member.setValue(opened(member.getKey(), member.getValue(), opening));
                }
            }
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private JsonNode opened(String field, JsonNode value, Opening opening) throws JsonProcessingException {
        if (value instanceof ArrayNode both) {
            for (int at = 0; at < both.size(); at++) {
                both.set(at, opened(field, both.get(at), opening));
            }
            return both;
        }
        JsonNode sealed = value.size() == 1 ? value.get(SEALED) : null;
        if (sealed == null || !sealed.isTextual()) {
            return value;
        }
        Optional<byte[]> plain = opened(field, sealed.textValue(), opening);
        return plain.isPresent()
                ? mapper.readTree(new String(plain.get(), StandardCharsets.UTF_8))
                : mapper.createObjectNode().put("erased", true);
    }

    /** What was forged or damaged must not keep the rest of a history from being read. */
    private static Optional<byte[]> opened(String field, String sealed, Opening opening) {
        try {
            return opening.open(Base64.getDecoder().decode(sealed), field);
        } catch (IllegalArgumentException changed) {
            LOG.warn("a sealed value of {} cannot be opened: {}", field, changed.getMessage());
            return Optional.empty();
        }
    }

    private interface Opening {
        Optional<byte[]> open(byte[] sealed, String field);
    }
}
