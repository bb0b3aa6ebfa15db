package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.calendar.WorkingDays;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * The rules of a pool. A limit or number of days that is not set is null.
 *
 * @param visibleFields what members see of a record in the pool; empty for everything
 * @param members users, departments and roles; empty for everybody
 * @param working whether days are working days
 */
record PoolTerms(
        long id,
        long version,
        String name,
        String type,
        boolean active,
        long position,
        boolean claimable,
        ZoneId zone,
        Long claimLimitPerDay,
        Long holdingLimit,
        boolean countWon,
        Long coolDownDays,
        Long reclaimNoFollowUpDays,
        Long reclaimNotWonDays,
        boolean reclaimLeavers,
        boolean working,
        long warnDays,
        String exempt,
        Long defaultOwner,
        Long transferAfterDays,
        Long transferTo,
        Set<String> visibleFields,
        List<RecordLink> members,
        Set<Long> admins) {

    static PoolTerms of(RecordSnapshot pool) {
        return new PoolTerms(
                pool.id(),
                pool.version(),
                pool.text("name"),
                pool.text("type"),
                isTrue(pool, "active"),
                pool.integer("position", 100),
                "claim".equals(pool.text("mode")),
                ZoneId.of(pool.text("zone")),
                pool.get("claimLimitPerDay", Long.class),
                pool.get("holdingLimit", Long.class),
                isTrue(pool, "countWon"),
                pool.get("coolDownDays", Long.class),
                pool.get("reclaimNoFollowUpDays", Long.class),
                pool.get("reclaimNotWonDays", Long.class),
                isTrue(pool, "reclaimLeavers"),
                "working".equals(pool.text("dayKind")),
                pool.integer("warnDays", 0),
                pool.text("exempt"),
                pool.reference("defaultOwner"),
                pool.get("transferAfterDays", Long.class),
                pool.reference("transferTo"),
                names(pool.text("visibleFields")),
                links(pool, "members"),
                links(pool, "admins").stream().map(RecordLink::id).collect(Collectors.toUnmodifiableSet()));
    }

    /** Names one behind the other, with commas or spaces between them. */
    static Set<String> names(String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.strip().split("[\\s,，;；、]+"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    boolean takesBack() {
        return reclaimNoFollowUpDays != null || reclaimNotWonDays != null;
    }

    /** The same time of day so many calendar or working days away, on this pool's clocks. */
    Instant after(Instant from, long days, WorkingDays calendar) {
        ZonedDateTime local = from.atZone(zone);
        LocalDate day = working
                ? calendar.plus(local.toLocalDate(), Math.toIntExact(days))
                : local.toLocalDate().plusDays(days);
        return day.atTime(local.toLocalTime()).atZone(zone).toInstant();
    }

    private static boolean isTrue(RecordSnapshot pool, String field) {
        return Boolean.TRUE.equals(pool.get(field, Boolean.class));
    }

    @SuppressWarnings("unchecked")
    private static List<RecordLink> links(RecordSnapshot pool, String field) {
        Object value = pool.values().get(field);
        return value == null ? List.of() : List.copyOf((List<RecordLink>) value);
    }
}
