package org.penglai.crm.records.internal.query;

import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.Predicate;

/** Tells filters that let a good part of the rows through, such as one level of three, from those that look for a few. */
final class Coarseness {
    private Coarseness() {}

    static boolean isCoarse(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().stream().allMatch(Coarseness::isCoarse);
        }
        if (predicate instanceof Predicate.Or or) {
            return or.parts().stream().allMatch(Coarseness::isCoarse);
        }
        if (predicate instanceof Predicate.Not not) {
            return not.leaf().path().references().isEmpty();
        }
        return predicate instanceof Predicate.Among among && isCoarse(among.path());
    }

    /** Whether an index might find the rows by some part of the filter; none finds texts by what they contain. */
    static boolean mayBeLookedUp(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().stream().anyMatch(Coarseness::mayBeLookedUp);
        }
        if (predicate instanceof Predicate.Or or) {
            return !or.parts().isEmpty() && or.parts().stream().allMatch(Coarseness::mayBeLookedUp);
        }
        return predicate instanceof Predicate.Leaf
                && !(predicate instanceof Predicate.Matches)
                && !(predicate instanceof Predicate.Empty)
                && !isCoarse(predicate);
    }

    /** Whether the filter says by their ids which rows may be meant at all, so that none has to be looked for. */
    static boolean namesRows(Predicate predicate) {
        if (predicate instanceof Predicate.And and) {
            return and.parts().stream().anyMatch(Coarseness::namesRows);
        }
        return predicate instanceof Predicate.Among among
                && among.path().references().isEmpty()
                && among.path().field() != null
                && among.path().field().name().equals(SystemFields.ID);
    }

    private static boolean isCoarse(FieldPath path) {
        FieldKind kind = path.field() == null ? null : path.field().kind();
        return path.references().isEmpty()
                && (kind == FieldKind.ENUMERATION || kind == FieldKind.PICKLIST || kind == FieldKind.BOOLEAN);
    }
}
