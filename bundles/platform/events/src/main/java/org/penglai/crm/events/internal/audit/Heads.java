package org.penglai.crm.events.internal.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.events.spi.AuditVerifier.Head;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heads of the chain, noted beside the key at most once a minute: a chain that ends before one of them, or passes it by,
 * has lost its tail. Lines are only ever added. Safe for any thread.
 */
final class Heads {
    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String FILE = "audit.heads";

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
        try {
            Files.writeString(
                    file,
                    position + ":" + seal + " " + now + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            notedAt = now;
        } catch (IOException e) {
            LOG.warn("The head of the audit cannot be noted in {}: {}", file, e.toString());
        }
    }

    synchronized List<Head> read() throws IOException {
        List<Head> heads = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int colon = line.indexOf(':');
                int space = line.indexOf(' ');
                if (colon > 0 && space > colon) {
                    heads.add(new Head(Long.parseLong(line.substring(0, colon)), line.substring(colon + 1, space)));
                }
            }
        }
        return heads;
    }
}
