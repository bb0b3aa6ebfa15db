package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.PathResolver;
import org.penglai.crm.records.internal.query.filter.Violations;
import org.penglai.crm.records.internal.query.page.SortKey;
import org.penglai.crm.records.internal.query.page.SortTerm;

/**
 * Makes a total order of the {@code sort} parameter. Titles are ordered by their collation key; the id closes every
 * order. Ids are sorted by time, so the time of creation is ordered by them, and the newest first is the default.
 */
final class SortOrders {
    private static final SortTerm NEWEST_FIRST = new SortTerm(SystemFields.CREATED_AT, true);

    private final PathResolver paths;

    SortOrders(PathResolver paths) {
        this.paths = paths;
    }

    List<SortKey> keys(Caller caller, Joins joins, String sort) {
        List<SortTerm> terms = SortTerm.parse(sort);
        List<SortKey> keys = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (SortTerm term : terms.isEmpty() ? List.of(NEWEST_FIRST) : terms) {
            FieldPath path = paths.open(caller, joins.root().type(), term.path());
            if (isId(path)) {
                keys.add(id(joins, term.descending()));
                return keys;
            }
            if (seen.add(term.path())) {
                keys.add(key(joins, path, term.descending()));
            }
        }
        // In the direction of the leading key, so that one index serves both ways.
        keys.add(id(joins, keys.get(0).descending()));
        return keys;
    }

    private static SortKey key(Joins joins, FieldPath path, boolean descending) {
        QueryModel model = joins.model(path);
        if (path.isInitials()) {
            return new SortKey(model.initials(), descending, true, true);
        }
        if (!path.field().sortable()) {
            throw Violations.notSortable(path.text());
        }
        return path.field().name().equals(path.type().titleField())
                ? new SortKey(model.sortKey(), descending, true, true)
                : new SortKey(model.column(path.field()), descending, true, false);
    }

    private static boolean isId(FieldPath path) {
        return path.references().isEmpty()
                && !path.isInitials()
                && (path.field().name().equals(SystemFields.ID)
                        || path.field().name().equals(SystemFields.CREATED_AT));
    }

    private static SortKey id(Joins joins, boolean descending) {
        return new SortKey(joins.root().id(), descending, false, true);
    }
}
