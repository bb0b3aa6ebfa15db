package org.penglai.crm.jobs.internal;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jooq.Field;
import org.jooq.Record;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.jobs.JobFile;
import org.penglai.crm.api.jobs.JobState;

/** A job's row as {@link Job}. */
final class JobRow {
    static final List<Field<?>> COLUMNS = List.of(
            JobTables.ID,
            JobTables.KIND,
            JobTables.LABEL_ZH,
            JobTables.LABEL_EN,
            JobTables.STATE,
            JobTables.DONE,
            JobTables.TOTAL,
            JobTables.CREATED_AT,
            JobTables.CREATED_BY,
            JobTables.STARTED_AT,
            JobTables.FINISHED_AT,
            JobTables.MESSAGE_ZH,
            JobTables.MESSAGE_EN,
            JobTables.RESULT);

    private JobRow() {}

    static Job job(Record row, List<JobFile> files, JobJson json) {
        String zh = row.get(JobTables.MESSAGE_ZH);
        return new Job(
                row.get(JobTables.ID),
                row.get(JobTables.KIND),
                Localized.of(row.get(JobTables.LABEL_ZH), row.get(JobTables.LABEL_EN)),
                state(row.get(JobTables.STATE)),
                row.get(JobTables.DONE),
                row.get(JobTables.TOTAL),
                instant(row.get(JobTables.CREATED_AT)),
                row.get(JobTables.CREATED_BY),
                instant(row.get(JobTables.STARTED_AT)),
                instant(row.get(JobTables.FINISHED_AT)),
                zh == null ? null : Localized.of(zh, row.get(JobTables.MESSAGE_EN)),
                json.read(row.get(JobTables.RESULT)),
                files);
    }

    static JobState state(String code) {
        return JobState.valueOf(code.toUpperCase(Locale.ROOT));
    }

    static LocalDateTime timestamp(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(java.time.temporal.ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private static Instant instant(LocalDateTime timestamp) {
        return timestamp == null ? null : timestamp.toInstant(ZoneOffset.UTC);
    }
}
