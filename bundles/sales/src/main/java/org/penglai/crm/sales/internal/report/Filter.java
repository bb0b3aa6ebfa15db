package org.penglai.crm.sales.internal.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.penglai.crm.api.records.RecordId;

/** Conditions that all hold, in the language of lists. Grows; for one report at a time. */
final class Filter {
    private final List<String> conditions = new ArrayList<>();

    /** Begins with these. */
    static Filter of(String... conditions) {
        Filter filter = new Filter();
        filter.conditions.addAll(List.of(conditions));
        return filter;
    }

    /** The same and more. */
    Filter and(String condition) {
        Filter more = new Filter();
        more.conditions.addAll(conditions);
        if (!condition.isEmpty()) {
            more.conditions.add(condition);
        }
        return more;
    }

    /** Where the field refers to the record; all records if there is none given. */
    Filter with(String field, String id) {
        return id.isEmpty() ? this : and(field + "==" + id);
    }

    /** Where the field refers to the record, or to nothing if there is none. */
    Filter exactly(String field, Long id) {
        return and(id == null ? field + "=null=true" : field + "==" + RecordId.format(id));
    }

    /** Where the field refers to one of the records; all records if none are given. */
    Filter in(String field, Collection<String> ids) {
        return ids.isEmpty() ? this : and(field + "=in=" + "(" + String.join(",", ids) + ")");
    }

    /** Days from the first to the last, both included; open where one is null. */
    Filter days(String field, LocalDate from, LocalDate to) {
        return and(from == null ? "" : field + "=ge=" + from).and(to == null ? "" : field + "=lt=" + to.plusDays(1));
    }

    /** Moments of those days. */
    Filter moments(String field, LocalDate from, LocalDate to, ZoneId zone) {
        return and(from == null ? "" : field + "=ge=" + start(from, zone))
                .and(to == null ? "" : field + "=lt=" + start(to.plusDays(1), zone));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    @Override
    public String toString() {
        return String.join(";", conditions);
    }
}
