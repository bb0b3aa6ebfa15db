package org.penglai.crm.work.internal.recur;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The occurrences that a series leaves out: local times, written as {@code 20270329T090000,20270330T090000}. */
public final class Exdates {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private Exdates() {}

    /** What is stored; nothing for null, and nothing for what cannot be read. */
    public static SortedSet<LocalDateTime> of(String stored) {
        return parse(stored).orElseGet(TreeSet::new);
    }

    /** Empty if it cannot be read. */
    public static Optional<SortedSet<LocalDateTime>> parse(String text) {
        try {
            return Optional.of(text == null || text.isBlank() ? new TreeSet<>() : read(text));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }

    private static SortedSet<LocalDateTime> read(String text) {
        return Arrays.stream(text.split(","))
                .map(each -> LocalDateTime.parse(each.strip(), LOCAL))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As it is stored; null for nothing. */
    public static String text(Collection<LocalDateTime> times) {
        return times.isEmpty()
                ? null
                : times.stream().sorted().map(LOCAL::format).collect(Collectors.joining(","));
    }
}
