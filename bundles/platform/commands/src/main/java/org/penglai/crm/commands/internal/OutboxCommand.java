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
import org.penglai.crm.feeds.spi.DeadLetters;
import org.penglai.crm.persistence.spi.Ids;

/** {@code crm:outbox} */
@Service
@Command(
        scope = "crm",
        name = "outbox",
        description = "Shows how far those who read the changes have come, and helps who is stuck")
public final class OutboxCommand extends ExplainedAction {
    private static final int MOST = 500;

    @Reference
    private OutboxStatus outbox;

    @Reference
    private DeadLetters dead;

    @Option(name = "--retry", valueToShowInHelp = "NAME", description = "Lets a reader that waits try again at once")
    private String retry;

    @Option(name = "--skip", valueToShowInHelp = "NAME", description = "Lets a reader pass over the change it fails at")
    private String skip;

    @Option(name = "--forget", valueToShowInHelp = "NAME", description = "Forgets a reader that will not come back")
    private String forget;

    @Option(name = "--letters", description = "Lists the changes that a handler or webhook was given up on")
    private boolean letters;

    @Option(name = "--send", valueToShowInHelp = "ID", description = "Delivers such a change once more")
    private String send;

    @Option(name = "--drop", valueToShowInHelp = "ID", description = "Drops such a change")
    private String drop;

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
        } else if (send != null) {
            String problem = dead.sendAgain(Ids.parse(send));
            require(problem == null, problem);
        } else if (drop != null) {
            require(dead.drop(Ids.parse(drop)), "no such letter: " + drop);
        } else if (letters) {
            showLetters();
        } else {
            show();
        }
    }

    private void showLetters() throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DeadLetters.Letter letter : dead.list(MOST)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", Ids.format(letter.id()));
            row.put("reader", letter.reader());
            row.put("position", letter.position());
            row.put("change", letter.type() + " " + Ids.format(letter.recordId()) + " " + letter.operation());
            row.put("attempts", letter.attempts());
            row.put("given up", letter.givenUpAt().toString());
            row.put("reason", letter.reason());
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
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
