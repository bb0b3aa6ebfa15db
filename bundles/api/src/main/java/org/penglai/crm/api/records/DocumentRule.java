package org.penglai.crm.api.records;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.security.Caller;

/**
 * The rule of a record that is one whole with its parts, like a document with its lines: totals that must fit, shares that
 * change with every other line. Add it to the type of the document with {@link RecordDefinitionBuilder#hook}; the parts are a
 * type of their own with a reference to the document, whose {@code touches} name the document's type, and the other way
 * round.
 *
 * <p>Whatever list of changes touches the document or any of its parts, on whatever way, the rule runs once, when all of
 * them are planned, and sees the whole as these changes leave it. Every such write raises the document's version, so that of
 * two people who change different lines at the same time the second one is planned anew. What the rule sets is written
 * along and asked of no other rule of these records. The rules of {@link RecordHook} hold. A part cannot be taken out of the
 * recycle bin by itself.
 */
@ConsumerType
public interface DocumentRule extends RecordHook {
    /** Type of the parts. */
    String parts();

    /** The reference of the parts that leads to the document. */
    String field();

    /**
     * Decides. Values that the outcome sets are the document's; an update of a part among its follow-ups is put into that
     * part; other follow-ups are written in the same transaction.
     */
    Outcome settle(Whole whole);

    /** How people write the parts; asked once, when the type appears. */
    default PartsGrid grid() {
        return PartsGrid.NONE;
    }

    /** A document's rule as such has nothing to say to a single write. */
    @Override
    default Outcome apply(Input input) {
        return Outcome.none();
    }

    /**
     * @param before the document as it is stored; null when it is being created
     * @param document as it would become
     * @param parts as they would become, oldest first; those that are being deleted are left out
     * @param caller who does it
     * @param records for reading only
     * @param now the time of the write
     */
    record Whole(
            RecordSnapshot before,
            RecordSnapshot document,
            List<RecordSnapshot> parts,
            Caller caller,
            RecordReader records,
            Instant now) {
        public Whole {
            parts = List.copyOf(parts);
        }
    }
}
