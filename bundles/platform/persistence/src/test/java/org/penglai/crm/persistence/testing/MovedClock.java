package org.penglai.crm.persistence.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. Safe for any thread. */
public final class MovedClock extends Clock {
    private volatile Instant now;

    public MovedClock() {
        this(Instant.parse("2026-11-22T08:00:00Z"));
    }

    public MovedClock(Instant start) {
        now = start;
    }

    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
