package org.penglai.crm.search.internal.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.events.spi.OutboxEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from events which types have lost all their records at once, or got others past the kernel. */
final class PurgedTypes {
    private static final Logger LOG = LoggerFactory.getLogger(PurgedTypes.class);
    private static final String MODULES = "modules";
    private static final List<String> OPERATIONS = List.of("purged", "dataImported");

    private final ObjectMapper mapper = new ObjectMapper();

    /** Mostly none. */
    List<String> in(OutboxEvent event) {
        if (!MODULES.equals(event.type()) || !OPERATIONS.contains(event.operation()) || event.changes() == null) {
            return List.of();
        }
        List<String> types = new ArrayList<>();
        try {
            for (JsonNode type : mapper.readTree(event.changes()).path("types")) {
                types.add(type.asText());
            }
        } catch (JsonProcessingException e) {
            LOG.warn("Event {} cannot be read: {}", event.position(), e.getMessage());
        }
        return types;
    }
}
