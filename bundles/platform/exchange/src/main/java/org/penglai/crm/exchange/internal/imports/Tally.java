package org.penglai.crm.exchange.internal.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;

/** Counts what became of the rows. For one thread. */
final class Tally {

    /** What can become of a row that is not rejected. */
    enum Fate {
        CREATED("created"),
        UPDATED("updated"),
        UNCHANGED("unchanged"),
        SKIPPED("skipped");

        private final String code;

        Fate(String code) {
            this.code = code;
        }
    }

    private record Cause(String field, String code) {}

    private record Cases(Localized message, long count) {}

    private final Map<Fate, Long> fates = new LinkedHashMap<>();
    private final Map<Cause, Cases> causes = new LinkedHashMap<>();
    private long rejected;

    Tally() {
        for (Fate fate : Fate.values()) {
            fates.put(fate, 0L);
        }
    }

    void count(Fate fate) {
        fates.merge(fate, 1L, Long::sum);
    }

    /** Counts one row and each of its violations. */
    void reject(List<Violation> violations) {
        rejected++;
        violations.forEach(v -> add(new Cause(v.field(), v.code()), new Cases(v.message(), 1)));
    }

    long rejected() {
        return rejected;
    }

    Tally copy() {
        Tally copy = new Tally();
        copy.fates.putAll(fates);
        copy.causes.putAll(causes);
        copy.rejected = rejected;
        return copy;
    }

    /** JSON-like; the reasons with the most cases first. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        fates.forEach((fate, count) -> map.put(fate.code, count));
        map.put("rejected", rejected);
        List<Map<String, Object>> reasons = new ArrayList<>();
        causes.entrySet().stream()
                .sorted(Comparator.comparingLong(e -> -e.getValue().count()))
                .forEach(e -> reasons.add(reason(e.getKey(), e.getValue())));
        map.put("reasons", reasons);
        return map;
    }

    /** Reads {@link #toMap}. */
    static Tally of(Map<?, ?> map) {
        Tally tally = new Tally();
        for (Fate fate : Fate.values()) {
            tally.fates.put(fate, ((Number) map.get(fate.code)).longValue());
        }
        tally.rejected = ((Number) map.get("rejected")).longValue();
        for (Object reason : (List<?>) map.get("reasons")) {
            Map<?, ?> entry = (Map<?, ?>) reason;
            Map<?, ?> message = (Map<?, ?>) entry.get("message");
            tally.add(
                    new Cause((String) entry.get("field"), (String) entry.get("code")),
                    new Cases(
                            new Localized((String) message.get(Localized.DEFAULT_LANGUAGE), (String) message.get("en")),
                            ((Number) entry.get("count")).longValue()));
        }
        return tally;
    }

    private void add(Cause cause, Cases cases) {
        causes.merge(cause, cases, (a, b) -> new Cases(a.message(), a.count() + b.count()));
    }

    private static Map<String, Object> reason(Cause cause, Cases cases) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put(Localized.DEFAULT_LANGUAGE, cases.message().zh());
        message.put("en", cases.message().en());
        Map<String, Object> reason = new LinkedHashMap<>();
        reason.put("field", cause.field());
        reason.put("code", cause.code());
        reason.put("message", message);
        reason.put("count", cases.count());
        return reason;
    }
}
