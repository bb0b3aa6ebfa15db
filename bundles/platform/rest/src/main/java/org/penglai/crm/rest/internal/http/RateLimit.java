package org.penglai.crm.rest.internal.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.TooMany;

/** Token buckets by key: so many requests at once, so many per second in the long run. Safe for any thread. */
final class RateLimit {
    private static final int KEYS = 10_000;
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoClock;
    private final ConcurrentHashMap<Object, Bucket> buckets = new ConcurrentHashMap<>();

    RateLimit(int perSecond, int burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoClock = nanoClock;
    }

    /** Counts a request. */
    void take(Object key) {
        long now = nanoClock.getAsLong();
        if (buckets.size() > KEYS) {
            // A bucket that has filled up again is the same as none.
            buckets.values().removeIf(bucket -> tokens(bucket, now) >= burst);
        }
        boolean[] granted = new boolean[1];
        buckets.compute(key, (same, bucket) -> {
            double tokens = bucket == null ? burst : tokens(bucket, now);
            granted[0] = tokens >= 1;
            return new Bucket(granted[0] ? tokens - 1 : tokens, now);
        });
        if (!granted[0]) {
            throw new TooMany(
                    "rateLimited",
                    Localized.of("请求过于频繁，请稍后再试。", "Too many requests; slow down."),
                    Duration.ofSeconds((long) Math.ceil(1 / perSecond)));
        }
    }

    private double tokens(Bucket bucket, long now) {
        return Math.min(burst, bucket.tokens + (now - bucket.atNanos) / NANOS * perSecond);
    }

    private record Bucket(double tokens, long atNanos) {}
}
