package org.penglai.crm.security.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Between instants and the UTC timestamps of the database, which keep microseconds. */
public final class Timestamps {
    private Timestamps() {}

    public static LocalDateTime now(Clock clock) {
        return of(clock.instant());
    }

    /** Null stays null. */
    public static LocalDateTime of(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    /** Null stays null. */
    public static Instant instant(LocalDateTime timestamp) {
        return timestamp == null ? null : timestamp.toInstant(ZoneOffset.UTC);
    }
}
