package org.penglai.crm.pools.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
final class MovedClock extends Clock {
    private volatile Instant now;

    MovedClock(Instant start) {
        now = start;
    }

    void reset(Instant start) {
        now = start;
    }

    void days(long days) {
        now = now.plus(Duration.ofDays(days));
    }

    void move(Duration duration) {
        now = now.plus(duration);
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
