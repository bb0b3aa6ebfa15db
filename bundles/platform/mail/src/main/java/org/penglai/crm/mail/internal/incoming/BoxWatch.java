package org.penglai.crm.mail.internal.incoming;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.mail.MessagingException;
import org.penglai.crm.mail.internal.MailClassLoading;
import org.penglai.crm.mail.internal.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one mailbox again and again, and comes back after failures, later and later. */
final class BoxWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BoxWatch.class);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final BoxSettings box;
    private final Supplier<String> password;
    private final Arrivals arrivals;
    private final FolderStates states;
    private final long pollMillis;
    private final Runnable arrived;
    private volatile BoxReading reading;
    private volatile boolean stopped;
    private final CountDownLatch going = new CountDownLatch(1);
    private int failures;

    /** @param arrived called after each look */
    BoxWatch(
            BoxSettings box,
            Supplier<String> password,
            Arrivals arrivals,
            FolderStates states,
            Duration poll,
            Runnable arrived) {
        this.box = box;
        this.password = password;
        this.arrivals = arrivals;
        this.states = states;
        this.pollMillis = poll.toMillis();
        this.arrived = arrived;
    }

    BoxSettings box() {
        return box;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                MailClassLoading.within(() -> {
                    watch();
                    return null;
                });
            } catch (InterruptedException interrupted) {
                stopped = true;
            } catch (Exception failure) {
                // Boundary of the thread: whatever the server or the library does, the mailbox is read again later.
                failed(failure);
            }
        }
        end();
    }

    private void watch() throws MessagingException, IOException, InterruptedException {
        BoxReading opened;
        try {
            opened = box.isImap()
                    ? new ImapReading(box, password.get(), arrivals, states)
                    : new Pop3Reading(box, password.get(), arrivals, states);
        } catch (MessagingException failure) {
            for (String folder : box.folders()) {
                states.failed(box.id(), folder, Words.of(failure));
            }
            throw failure;
        }
        reading = opened;
        try {
            while (!stopped) {
                opened.read();
                failures = 0;
                arrived.run();
                opened.await(pollMillis);
            }
        } finally {
            opened.stop();
            reading = null;
        }
    }

    private void failed(Exception failure) {
        if (stopped) {
            return;
        }
        failures++;
        LOG.warn("The mailbox {} cannot be read: {}", box.name(), Words.of(failure));
        long pause = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(failures, 9));
        try {
            going.await(pause, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            stopped = true;
        }
    }

    /** Looks whether the connection is there; what waits for the server goes on at once. */
    void nudge() {
        if (reading instanceof ImapReading imap) {
            imap.nudge();
        }
    }

    /** It ends soon; a write that it is at is not interrupted, since Derby closes connections for that. */
    void stop() {
        stopped = true;
        going.countDown();
        end();
    }

    private void end() {
        BoxReading open = reading;
        if (open != null) {
            open.stop();
        }
    }
}
