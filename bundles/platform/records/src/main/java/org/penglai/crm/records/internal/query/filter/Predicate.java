package org.penglai.crm.records.internal.query.filter;

import java.util.List;

/**
 * A filter after names and values have been understood. Two-valued: a leaf does not hold for a field without a value,
 * and {@link Not} holds exactly where its leaf does not.
 */
public sealed interface Predicate {
    /** Holds for every record. */
    Predicate ALL = new And(List.of());

    /** All of them hold; true if there are none. */
    record And(List<Predicate> parts) implements Predicate {}

    /** At least one of them holds. */
    record Or(List<Predicate> parts) implements Predicate {}

    /** The leaf does not hold. */
    record Not(Leaf leaf) implements Predicate {}

    /** A test of one field. */
    sealed interface Leaf extends Predicate {
        FieldPath path();
    }

    /** The field has no value. */
    record Empty(FieldPath path) implements Leaf {}

    /** The value is one of these; values have the Java type of the column. */
    record Among(FieldPath path, List<Object> values) implements Leaf {
        public Among {
            values = List.copyOf(values);
        }
    }

    /** The text is one of these if case is ignored. */
    record SameText(FieldPath path, List<String> texts) implements Leaf {
        public SameText {
            texts = List.copyOf(texts);
        }
    }

    /** The text, or one of the record's tags, matches if case is ignored. */
    record Matches(FieldPath path, TextPattern pattern) implements Leaf {}

    /** The value lies between the bounds; a null bound is open. */
    record Between(FieldPath path, Object from, boolean fromIncluded, Object to, boolean toIncluded) implements Leaf {}

    /** The field leads to one of these records. */
    record Linked(FieldPath path, List<Long> targets) implements Leaf {
        public Linked {
            targets = List.copyOf(targets);
        }
    }

    /** One of these codes was chosen. */
    record Chosen(FieldPath path, List<String> codes) implements Leaf {
        public Chosen {
            codes = List.copyOf(codes);
        }
    }

    /** The record has one of these tags if case is ignored. */
    record Tagged(FieldPath path, List<String> tags) implements Leaf {
        public Tagged {
            tags = List.copyOf(tags);
        }
    }
}
