package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.events.spi.OutboxStatus;

/** {@code crm:outbox} */
@Service
@Command(
        scope = "crm",
        name = "outbox",
        description = "Shows how far those who read the changes have come, and helps who is stuck")
public final class OutboxCommand extends ExplainedAction {
    @Reference
    private OutboxStatus outbox;

    @Option(name = "--retry", valueToShowInHelp = "NAME", description = "Lets a reader that waits try again at once")
    private String retry;

    @Option(name = "--skip", valueToShowInHelp = "NAME", description = "Lets a reader pass over the change it fails at")
    private String skip;

    @Option(name = "--forget", valueToShowInHelp = "NAME", description = "Forgets a reader that will not come back")
    private String forget;

    @Option(name = "--json", description = "Prints JSON for scripts")
    private boolean json;

    @Override
    void run() throws JsonProcessingException {
        if (retry != null) {
            require(outbox.retry(retry), "no such reader: " + retry);
        } else if (skip != null) {
            require(outbox.skip(skip), "nothing to skip, or no such reader: " + skip);
        } else if (forget != null) {
            require(outbox.forget(forget), "no such reader, or it is running: " + forget);
        } else {
            show();
        }
    }

    private void show() throws JsonProcessingException {
        if (!json) {
            System.out.println("position " + outbox.last() + ", kept from " + outbox.first()
                    + ", waiting for a position: " + outbox.waiting());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (OutboxStatus.Consumer consumer : outbox.consumers()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("reader", consumer.name());
            row.put("reads", consumer.perNode() ? "on each node" : consumer.here() ? "for all nodes" : "not here");
            row.put("position", consumer.position());
            row.put("lag", consumer.lag());
            row.put("failures", consumer.failures());
            row.put(
                    "next try",
                    consumer.nextTryAt() == null ? "" : consumer.nextTryAt().toString());
            row.put("error", consumer.lastError() == null ? "" : consumer.lastError());
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
    }

    private static void require(boolean done, String message) {
        if (!done) {
            throw new IllegalArgumentException(message);
        }
    }
}
