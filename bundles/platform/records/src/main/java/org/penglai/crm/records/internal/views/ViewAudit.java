package org.penglai.crm.records.internal.views;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.records.spi.Views;
import org.penglai.crm.records.spi.Views.Audience;
import org.penglai.crm.records.spi.Views.Content;

/** Writes down what becomes of views that others see. What somebody keeps to himself is nobody's business. */
final class ViewAudit {
    private final Journal journal;
    private final ObjectMapper json = new ObjectMapper();

    ViewAudit(Journal journal) {
        this.journal = journal;
    }

    /**
     * @param before null for a new view
     * @param after null for one that is gone
     */
    void changed(Caller caller, long id, String type, Content before, Content after) {
        Audience seenBefore = before == null ? Audience.OWNER : before.audience();
        Audience seenAfter = after == null ? Audience.OWNER : after.audience();
        if (seenBefore == Audience.OWNER && seenAfter == Audience.OWNER) {
            return;
        }
        ObjectNode changes = json.createObjectNode();
        changes.put("type", type).put("name", (after == null ? before : after).name());
        changes.putArray("audience")
                .add(before == null ? null : code(seenBefore))
                .add(after == null ? null : code(seenAfter));
        journal.note(new Journal.Entry(
                Views.TOPIC, id, 0, operation(seenBefore, seenAfter, after), caller.userId(), changes.toString()));
    }

    private static String operation(Audience before, Audience after, Content content) {
        if (content == null) {
            return "deleted";
        }
        return before == after ? "updated" : after == Audience.OWNER ? "unshared" : "shared";
    }

    private static String code(Audience audience) {
        return audience.name().toLowerCase(Locale.ROOT);
    }
}
