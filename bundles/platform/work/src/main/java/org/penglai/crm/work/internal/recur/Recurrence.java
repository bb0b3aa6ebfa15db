package org.penglai.crm.work.internal.recur;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/**
 * A recurrence rule (RRULE of RFC 5545), expanded in wall-clock time. Occurrences are local times of the owner's zone, so
 * that a change to or from daylight saving time shifts nothing; where a local time does not exist or exists twice, {@link
 * #instant} follows section 3.3.5 of the RFC. Unchangeable.
 */
public final class Recurrence {
    /** A rule is walked at most so far, so that one that never matches ends. */
    private static final int STEPS = 100_000;

    private static final String PREFIX = "RRULE:";
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("每天", "FREQ=DAILY"),
            Map.entry("DAILY", "FREQ=DAILY"),
            Map.entry("工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            Map.entry("WEEKDAYS", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            Map.entry("每周", "FREQ=WEEKLY"),
            Map.entry("WEEKLY", "FREQ=WEEKLY"),
            Map.entry("每两周", "FREQ=WEEKLY;INTERVAL=2"),
            Map.entry("FORTNIGHTLY", "FREQ=WEEKLY;INTERVAL=2"),
            Map.entry("每月", "FREQ=MONTHLY"),
            Map.entry("MONTHLY", "FREQ=MONTHLY"),
            Map.entry("每年", "FREQ=YEARLY"),
            Map.entry("YEARLY", "FREQ=YEARLY"));
    private static final Set<Freq> COARSE = Set.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");

    private final String text;
    private final RecurrenceRule rule;

    private Recurrence(String text, RecurrenceRule rule) {
        this.text = text;
        this.rule = rule;
    }

    /**
     * Reads a rule.
     *
     * @param zone in which an UNTIL that is given in UTC is meant
     * @return empty if it is no rule, or repeats more often than daily
     */
    public static Optional<Recurrence> parse(String given, ZoneId zone) {
        String text = normal(given);
        try {
            RecurrenceRule rule = new RecurrenceRule(text, RfcMode.RFC5545_STRICT);
            if (!COARSE.contains(rule.getFreq())) {
                return Optional.empty();
            }
            localUntil(rule, zone);
            return Optional.of(new Recurrence(text, rule));
        } catch (InvalidRecurrenceRuleException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    /** Upper case, without the property's name; the usual rules may be written in words. */
    public static String normal(String given) {
        String text = given.strip().toUpperCase(Locale.ROOT);
        if (WORDS.containsKey(text)) {
            return WORDS.get(text);
        }
        return text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    }

    /** The rule as it is stored. */
    public String text() {
        return text;
    }

    /**
     * The occurrences that begin within the window.
     *
     * @param start of the series; not an occurrence itself unless the rule says so
     * @param from first moment, included
     * @param to last moment, left out
     * @param limit at most so many
     */
    public List<LocalDateTime> between(LocalDateTime start, LocalDateTime from, LocalDateTime to, int limit) {
        List<LocalDateTime> found = new ArrayList<>();
        LocalDateTime first = start.truncatedTo(ChronoUnit.SECONDS);
        LocalDateTime begin = from.truncatedTo(ChronoUnit.SECONDS);
        try {
            RecurrenceRuleIterator iterator = rule.iterator(floating(first));
            if (begin.isAfter(first)) {
                iterator.fastForward(floating(begin));
            }
            for (int step = 0; step < STEPS && found.size() < limit && iterator.hasNext(); step++) {
                LocalDateTime next = local(iterator.nextDateTime());
                if (!next.isBefore(to)) {
                    break;
                }
                if (!next.isBefore(begin)) {
                    found.add(next);
                }
            }
        } catch (IllegalArgumentException barren) {
            // The library gives up on a rule that goes on without ever matching.
            return found;
        }
        return found;
    }

    /** The first occurrence after the given moment, if the series goes on. */
    public Optional<LocalDateTime> after(LocalDateTime start, LocalDateTime moment) {
        return between(start, moment.plusSeconds(1), LocalDateTime.MAX, 1).stream()
                .findFirst();
    }

    /**
     * The rule of the series that is left when it goes on with a later occurrence.
     *
     * @param start of this series
     * @param next the occurrence that becomes the start of the rest
     */
    public String rest(LocalDateTime start, LocalDateTime next) {
        Integer count = rule.getCount();
        if (count == null) {
            return text;
        }
        int passed = between(start, start, next, STEPS).size();
        return text.replaceAll("COUNT=\\d+", "COUNT=" + Math.max(1, count - passed));
    }

    /** Whether the series takes place at that local time. */
    public boolean includes(LocalDateTime start, LocalDateTime local) {
        return !between(start, local, local.plusSeconds(1), 1).isEmpty();
    }

    /** The rule of a series that ends before one of its occurrences. */
    public String endingBefore(LocalDateTime start, LocalDateTime occurrence, ZoneId zone) {
        if (rule.getCount() != null) {
            int left = between(start, start, occurrence, STEPS).size();
            return text.replaceAll("COUNT=\\d+", "COUNT=" + Math.max(1, left));
        }
        String until = UTC.format(LocalDateTime.ofInstant(instant(occurrence.minusSeconds(1), zone), ZoneOffset.UTC));
        return rule.getUntil() == null ? text + ";UNTIL=" + until : text.replaceAll("UNTIL=[^;]*", "UNTIL=" + until);
    }

    /** The rule of the series after it has been moved from one day to another. */
    public static String moved(String rule, LocalDate from, LocalDate to) {
        return MovedRule.text(rule, from, to);
    }

    /** The rule for a calendar whose start has a zone: there the end must be given in UTC (RFC 5545, 3.3.10). */
    public String inUtc(ZoneId zone) {
        DateTime until = rule.getUntil();
        if (until == null) {
            return text;
        }
        LocalDateTime utc = LocalDateTime.ofInstant(instant(local(until), zone), ZoneOffset.UTC);
        return text.replaceAll("UNTIL=[^;]*", "UNTIL=" + UTC.format(utc));
    }

    /** The rule for a calendar whose start is a day: there the end is a day, too. */
    public String inDays() {
        DateTime until = rule.getUntil();
        return until == null ? text : text.replaceAll("UNTIL=[^;]*", "UNTIL=" + DAY.format(local(until)));
    }

    /** The moment of a local time: one that is skipped counts from before the change, of two equal ones the first is meant. */
    public static java.time.Instant instant(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }

    private static void localUntil(RecurrenceRule rule, ZoneId zone) {
        DateTime until = rule.getUntil();
        if (until == null) {
            return;
        }
        LocalDateTime last;
        if (until.isAllDay()) {
            last = LocalDateTime.of(until.getYear(), until.getMonth() + 1, until.getDayOfMonth(), 23, 59, 59);
        } else if (until.isFloating()) {
            return;
        } else {
            last = LocalDateTime.ofInstant(java.time.Instant.ofEpochMilli(until.getTimestamp()), zone);
        }
        rule.setUntil(floating(last));
    }

    /** Months count from zero there. */
    private static DateTime floating(LocalDateTime local) {
        return new DateTime(
                local.getYear(),
                local.getMonthValue() - 1,
                local.getDayOfMonth(),
                local.getHour(),
                local.getMinute(),
                local.getSecond());
    }

    private static LocalDateTime local(DateTime time) {
        return LocalDateTime.of(
                time.getYear(),
                time.getMonth() + 1,
                time.getDayOfMonth(),
                time.getHours(),
                time.getMinutes(),
                time.getSeconds());
    }
}
