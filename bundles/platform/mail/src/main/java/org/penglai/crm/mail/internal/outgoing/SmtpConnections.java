package org.penglai.crm.mail.internal.outgoing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.mail.MessagingException;
import org.penglai.crm.mail.internal.MailSecrets;
import org.penglai.crm.mail.internal.type.MailSendersType;

/** Connections that are kept for the next mail. Safe for any thread. */
final class SmtpConnections {
    /** Servers dislike it when one goes on for ever. */
    private static final int MAILS_EACH = 100;

    private static final long IDLE_NANOS = Duration.ofSeconds(20).toNanos();

    private final MailSecrets secrets;
    private final Map<Long, Deque<Kept>> idle = new HashMap<>();

    SmtpConnections(MailSecrets secrets) {
        this.secrets = secrets;
    }

    private record Kept(SmtpConnection connection, long since) {}

    /** One that is kept, or a new one. */
    SmtpConnection take(Sender sender) throws MessagingException {
        for (SmtpConnection kept = kept(sender.id()); kept != null; kept = kept(sender.id())) {
            if (kept.sender().equals(sender) && kept.sent() < MAILS_EACH && kept.isAlive()) {
                return kept;
            }
            kept.close();
        }
        String password = secrets.find(MailSendersType.TYPE, sender.id(), MailSecrets.PASSWORD)
                .orElse(null);
        return new SmtpConnection(sender, password);
    }

    /** It can be used again. */
    void give(SmtpConnection connection) {
        synchronized (idle) {
            idle.computeIfAbsent(connection.sender().id(), id -> new ArrayDeque<>())
                    .push(new Kept(connection, System.nanoTime()));
        }
    }

    /** Closes what nobody has used for a while. */
    void sweep() {
        close(System.nanoTime() - IDLE_NANOS);
    }

    void closeAll() {
        close(Long.MAX_VALUE);
    }

    private SmtpConnection kept(long sender) {
        synchronized (idle) {
            Deque<Kept> kept = idle.get(sender);
            return kept == null || kept.isEmpty() ? null : kept.pop().connection();
        }
    }

    private void close(long before) {
        Deque<Kept> old = new ArrayDeque<>();
        synchronized (idle) {
            idle.values()
                    .forEach(kept -> kept.removeIf(one -> {
                        boolean over = before == Long.MAX_VALUE || one.since() - before < 0;
                        if (over) {
                            old.add(one);
                        }
                        return over;
                    }));
        }
        old.forEach(one -> one.connection().close());
    }
}
