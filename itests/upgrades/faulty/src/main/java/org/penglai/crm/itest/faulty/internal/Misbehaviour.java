package org.penglai.crm.itest.faulty.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;

/** What code of a capability must not do, each where the name of a fault asks for it. */
final class Misbehaviour {
    static final String LOOP = "loop";
    private static final String SLEEP = "sleep";
    private static final String BLOCK = "block";
    private static final String THREADS = "threads";
    private static final int MANY = 500;
    private static final int SLEEP_SECONDS = 60;
    /** Long enough to be endless for who waits, short enough to leave the rest of a test run in peace. */
    private static final long ENDLESS_SECONDS = 90;

    private Misbehaviour() {}

    /** A hook that sleeps, that blocks its thread whatever it is told, or that leaves threads behind. */
    static Outcome dawdle(RecordHook.Input input) {
        String name = input.after() == null ? "" : input.after().text("name");
        if (SLEEP.equals(name)) {
            try {
                TimeUnit.SECONDS.sleep(SLEEP_SECONDS);
            } catch (InterruptedException told) {
                return Outcome.none();
            }
        } else if (BLOCK.equals(name)) {
            block();
        } else if (THREADS.equals(name)) {
            for (int i = 0; i < MANY; i++) {
                Thread thread = new Thread(Misbehaviour::block);
                thread.setDaemon(true);
                thread.start();
            }
        }
        return Outcome.none();
    }

    private static void block() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENDLESS_SECONDS);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            Thread.interrupted();
        }
    }

    /** An action that throws an error. */
    static Outcome explode(ActionDefinition.Input input) {
        throw new StackOverflowError("asked to throw an error");
    }

    /** Never ends, keeps a processor busy and does not listen. */
    static void loop() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ENDLESS_SECONDS);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
