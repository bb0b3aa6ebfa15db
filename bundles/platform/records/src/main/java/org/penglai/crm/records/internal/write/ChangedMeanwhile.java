package org.penglai.crm.records.internal.write;

/** A record is no longer as it was when the write was planned; plan again. */
final class ChangedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhile() {
        super("changed meanwhile", null, false, false);
    }
}
