package org.penglai.crm.api.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;

/**
 * A job as it stands.
 *
 * @param id job id
 * @param kind name of the {@link JobHandler}
 * @param label what it does, for people
 * @param state never null
 * @param done steps done
 * @param total steps in all, 0 while unknown
 * @param createdAt never null
 * @param createdBy user id
 * @param startedAt null until it starts
 * @param finishedAt null until it ends
 * @param message why it failed, or what it is waiting for; null if there is nothing to say
 * @param result what came out, JSON-like values; empty until it ends
 * @param files files to fetch
 */
public record Job(
        long id,
        String kind,
        Localized label,
        JobState state,
        long done,
        long total,
        Instant createdAt,
        long createdBy,
        Instant startedAt,
        Instant finishedAt,
        Localized message,
        Map<String, Object> result,
        List<JobFile> files) {}
