package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** The write path behind REST, imports and {@link org.penglai.crm.api.records.Records}. Safe for any thread. */
@ProviderType
public interface RecordWrites {
    /** All or none; values in JSON form (as Jackson reads them) or as in snapshots. The gates must have been entered. */
    List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes);

    /**
     * The same, but one bad change does not stop the others of the list: each gets its own result. One transaction for
     * all the good ones.
     */
    List<Result> applyEach(Caller caller, List<RecordChange> changes);

    /**
     * The same, and runs the action in the same transaction, behind all changes and right before the commit: what it
     * writes is committed together with them or not at all. It runs too if no change was good.
     *
     * @param inside gets the results in the order of the changes; runs again when the transaction is retried
     */
    List<Result> applyEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside);

    /**
     * The same, and notes in the {@link UndoLedger} what was written.
     *
     * @param inside may be null
     * @param ledger id of the job by whose name it can be taken back; null for none
     */
    List<Result> applyEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside, Long ledger);

    /**
     * Does one thing to many records of a type, with rules, as {@link #applyEach} does: one transaction for all that can
     * be done. Tags are added to those that a record has when it is written.
     *
     * @param inside runs in the same transaction, right before the commit; runs again when it is repeated
     * @param ledger as above
     * @return in the order of the ids
     */
    List<Edited> editEach(
            Caller caller, String type, List<Long> ids, Edit edit, Long ledger, Consumer<List<Edited>> inside);

    /**
     * Brings records back to what they were: like {@link #applyEach}, but values of read-only fields are taken too, and
     * audit calls updates undone. Rights and rules hold.
     */
    List<Result> undoEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside);

    /**
     * Creates a record at most once for each key: a second request with the same key and body within 24 hours gets the
     * first one's record. The key is stored in the transaction that creates the record.
     *
     * @param key made up by the client, unique for the caller
     * @param bodyHash hash of the request's body
     * @throws org.penglai.crm.api.error.Invalid with code idempotencyMismatch if the key came with another body before
     */
    Once createOnce(Caller caller, RecordChange.Create change, String key, String bodyHash);

    /** Runs an action of a record. */
    RecordSnapshot act(
            Caller caller, String type, long id, String action, Long expectedVersion, Map<String, Object> arguments);

    /** Takes a record back out of the recycle bin, with what went there along with it. */
    RecordSnapshot restore(Caller caller, String type, long id);

    /**
     * What {@link #applyEach} would say to the changes: values, rights, rules, references and keys are asked as for a
     * write, and nothing is kept. Numbers are not given. What only the database's own constraints know is not found.
     *
     * @return a failure for each change that would be refused; no snapshots
     */
    List<Result> rehearse(Caller caller, List<RecordChange> changes);

    /** Field names of each key that no two live records of the type may share. */
    List<List<String>> uniqueKeys(StoredType type);

    /** Checks the values of a change without writing: what {@link #apply} would object to before touching the database. */
    List<org.penglai.crm.api.error.Violation> check(Caller caller, RecordChange change);

    /** What became of a change: its record, unless it was deleted, or why nothing did. */
    record Result(RecordSnapshot snapshot, org.penglai.crm.api.error.CrmException failure) {}

    /**
     * What became of a record.
     *
     * @param changed whether anything was written
     * @param failure why not; null if all went well
     */
    record Edited(long id, boolean changed, org.penglai.crm.api.error.CrmException failure) {}

    /**
     * @param recordId id of the record
     * @param created whether this call created it; false if an earlier one did
     */
    record Once(long recordId, boolean created) {}
}
