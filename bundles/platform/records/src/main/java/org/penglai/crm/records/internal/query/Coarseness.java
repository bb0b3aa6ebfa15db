package org.penglai.crm.records.internal.query;

import org.penglai.crm.api.records.FieldKind;
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

    private static boolean isCoarse(FieldPath path) {
        FieldKind kind = path.field().kind();
        return path.references().isEmpty()
                && (kind == FieldKind.ENUMERATION || kind == FieldKind.PICKLIST || kind == FieldKind.BOOLEAN);
    }
}
