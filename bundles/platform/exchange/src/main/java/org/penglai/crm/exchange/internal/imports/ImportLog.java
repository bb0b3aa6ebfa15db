package org.penglai.crm.exchange.internal.imports;

import java.util.List;
import java.util.Optional;

/** What an import remembers beyond a crash. Saves inside a running transaction become part of it. */
interface ImportLog {

    /** How far the job came; empty if it has not begun. */
    Optional<Progress> load(long jobId);

    /** Notes that all rows up to a number are done. */
    void save(long jobId, Progress progress, List<Rejection> rejections);

    /** Rejected rows behind a row number, in order. */
    List<Rejection> rejections(long jobId, long afterRow, int limit);

    /** Forgets the job. */
    void clear(long jobId);

    /**
     * @param rowsDone number of the last row done
     * @param tally what became of the rows
     */
    record Progress(long rowsDone, Tally tally) {}
}
