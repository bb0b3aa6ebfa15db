package org.penglai.crm.records.internal.query.filter;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.security.Caller;

/** How often somebody may look for parts of sensitive values, so that they cannot be guessed bit by bit. Safe for any thread. */
public final class FragmentLimit {
    static final int A_MINUTE = 60;
    private static final int PEOPLE_AT_MOST = 10_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Map<Long, Window> windows = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Window> eldest) {
            return size() > PEOPLE_AT_MOST;
        }
    };

    public FragmentLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @throws TooMany if the caller did it too often within a minute */
    public void count(Caller caller) {
        if (!caller.isSystem() && !taken(caller.userId())) {
            throw new TooMany(
                    "tooManyFragments",
                    Localized.of(
                            "查看或按片段查找敏感信息过于频繁，请一分钟后再试。",
                            "Sensitive values were asked for too often; try again in a minute."),
                    Duration.ofMinutes(1));
        }
    }

    private synchronized boolean taken(long user) {
        long now = nanos.getAsLong();
        Window window = windows.get(user);
        if (window == null || now - window.since > MINUTE) {
            window = new Window(now);
            windows.put(user, window);
        }
        return ++window.count <= A_MINUTE;
    }

    private static final class Window {
        private final long since;
        private int count;

        Window(long since) {
            this.since = since;
        }
    }
}
