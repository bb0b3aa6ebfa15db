package org.penglai.crm.events.internal.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.events.spi.AuditVerifier.Head;
import org.penglai.crm.events.spi.AuditVerifier.TakenBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heads of the chain, noted beside the key at most once a minute: a chain that ends before one of them, or passes it by,
 * has lost its tail. Where a backup was put back, heads from after it belong to a chain that was given up then, which is
 * noted, too. Lines are only ever added. Safe for any thread.
 */
final class Heads {
    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String FILE = "audit.heads";
    private static final String RESTORED = "restored";

    private final Path file;
    private final Clock clock;
    private Instant notedAt = Instant.MIN;

    Heads(Path folder, Clock clock) {
        this.file = folder.resolve(FILE);
        this.clock = clock;
    }

    synchronized void note(long position, String seal) {
        Instant now = clock.instant();
        if (now.isBefore(notedAt.equals(Instant.MIN) ? now : notedAt.plus(EVERY))) {
            return;
        }
        if (append(position + ":" + seal + " " + now)) {
            notedAt = now;
        }
    }

    /** That the database was taken back to what it was; a line that is there already is not written again. */
    synchronized void note(TakenBack restored) throws IOException {
        if (!read().takenBack().contains(restored)) {
            append(RESTORED + " " + restored.to() + " " + restored.at());
        }
    }

    private boolean append(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            LOG.warn("The head of the audit cannot be noted in {}: {}", file, e.toString());
            return false;
        }
    }

    /** What the chain must still hold, and why it may lack the rest. */
    synchronized Noted read() throws IOException {
        List<TakenBack> takenBack = new ArrayList<>();
        Map<Head, Instant> heads = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ");
                if (parts.length == 3 && parts[0].equals(RESTORED)) {
                    takenBack.add(new TakenBack(Instant.parse(parts[1]), Instant.parse(parts[2])));
                } else if (parts.length == 2 && Head.parse(parts[0]) != null) {
                    heads.put(Head.parse(parts[0]), Instant.parse(parts[1]));
                }
            }
        }
        heads.values().removeIf(at -> takenBack.stream().anyMatch(restored -> restored.covers(at)));
        return new Noted(List.copyOf(heads.keySet()), takenBack);
    }

    /** The lines. */
    record Noted(List<Head> heads, List<TakenBack> takenBack) {}
}
