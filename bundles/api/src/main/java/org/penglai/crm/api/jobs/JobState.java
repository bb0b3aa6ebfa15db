package org.penglai.crm.api.jobs;

/** Where a job is in its life. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether nothing more will happen. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Name in JSON. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
