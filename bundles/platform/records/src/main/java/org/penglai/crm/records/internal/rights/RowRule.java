package org.penglai.crm.records.internal.rights;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Which records of a type a caller reaches: all of them, or those for which one of the branches holds.
 *
 * @param all nothing is withheld; there are no branches then
 */
public record RowRule(boolean all, List<Branch> branches) {
    /** Nothing is withheld. */
    public static final RowRule ALL = new RowRule(true, List.of());
    /** Everything is withheld. */
    public static final RowRule NONE = new RowRule(false, List.of());

    public RowRule {
        branches = List.copyOf(branches);
    }

    static RowRule of(List<Branch> branches) {
        return new RowRule(false, branches);
    }

    /** Whether some records are reached without all of their fields. */
    public boolean narrow() {
        return branches.stream().anyMatch(RowRule::isNarrow);
    }

    /** The records that show all of their fields. */
    public RowRule wide() {
        return all
                ? this
                : of(branches.stream().filter(branch -> !isNarrow(branch)).toList());
    }

    /** The records that show a field. */
    public RowRule showing(String field) {
        return all
                ? this
                : of(branches.stream().filter(branch -> shows(branch, field)).toList());
    }

    /** The records that others than roles open. */
    public RowRule opened() {
        return of(branches.stream().filter(Referring.class::isInstance).toList());
    }

    private static boolean isNarrow(Branch branch) {
        return branch instanceof Referring referring && !referring.shown().isEmpty();
    }

    private static boolean shows(Branch branch, String field) {
        return !isNarrow(branch) || ((Referring) branch).shown().contains(field);
    }

    /** One way to reach records. */
    public sealed interface Branch {}

    /** Their owner is one of these. */
    public record Owned(Set<Long> owners) implements Branch {}

    /** They are shared with the caller, one by one. */
    public record Listed(Set<Long> ids) implements Branch {}

    /** The same, too many to be listed. */
    public record Shared(long userId, boolean writableOnly) implements Branch {}

    /**
     * A reference leads to one of these.
     *
     * @param shown fields that show their values in records reached by no other way; empty for all
     */
    public record Referring(StoredField field, Set<Long> targets, String reason, Set<String> shown) implements Branch {}

    /** They belong to a record that the caller reaches. */
    public record Belonging(StoredField field, StoredType target, RowRule rule) implements Branch {}

    /**
     * They are linked to a record that the caller reaches.
     *
     * @param field of kind links
     * @param open types of which the caller reaches all
     * @param limited types of which the caller reaches some
     */
    public record Linked(StoredField field, Set<String> open, Map<StoredType, RowRule> limited) implements Branch {}
}
