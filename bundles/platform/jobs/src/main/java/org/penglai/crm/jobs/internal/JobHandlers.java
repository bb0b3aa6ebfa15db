package org.penglai.crm.jobs.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.penglai.crm.api.jobs.JobHandler;

/** The handlers that are here right now. Of two for one kind the first keeps it. */
final class JobHandlers {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** @param owner id of the bundle that it comes from */
    void add(JobHandler handler, long owner) {
        entries.add(new Entry(handler.kind(), handler, owner));
    }

    void remove(JobHandler handler) {
        entries.removeIf(entry -> entry.handler() == handler);
    }

    Set<String> kinds() {
        return entries.stream().map(Entry::kind).collect(Collectors.toUnmodifiableSet());
    }

    Optional<JobHandler> find(String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .map(Entry::handler);
    }

    /** The bundle that does this kind of work; 0 if none does. */
    long owner(String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .mapToLong(Entry::owner)
                .findFirst()
                .orElse(0);
    }

    boolean isPresent(JobHandler handler) {
        return entries.stream().anyMatch(entry -> entry.handler() == handler);
    }

    private record Entry(String kind, JobHandler handler, long owner) {}
}
