package org.penglai.crm.jobs.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files of jobs that ended a month ago, and folders whose job was never stored because the node died. */
final class JobCleaning {
    private static final Logger LOG = LoggerFactory.getLogger(JobCleaning.class);
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration UPLOAD_AT_MOST = Duration.ofDays(1);

    private final JobStore store;
    private final JobFiles files;
    private final Clock clock;

    JobCleaning(JobStore store, JobFiles files, Clock clock) {
        this.store = store;
        this.files = files;
        this.clock = clock;
    }

    void clean() {
        try {
            for (long id : store.endedWithFiles(KEEP)) {
                files.delete(id);
                store.forgetFiles(id);
            }
            for (long id : files.untouchedSince(clock.instant().minus(UPLOAD_AT_MOST))) {
                if (store.find(id).isEmpty()) {
                    LOG.info("Deleting files of a job that was never stored");
                    files.delete(id);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
