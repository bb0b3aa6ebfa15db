package org.penglai.crm.sales.internal.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** A department's figures are those of all departments below it, too. */
final class DepartmentTree {
    private static final int ALL = 1_000;

    private final RecordReader records;

    DepartmentTree(RecordReader records) {
        this.records = records;
    }

    /** Ids of the department and of those below it; empty if none is asked for. */
    Set<String> below(Caller caller, String department) {
        if (department.isEmpty()) {
            return Set.of();
        }
        List<RecordSnapshot> all = all(caller);
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(department));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                all.stream()
                        .filter(each -> each.reference("parent") != null)
                        .filter(each -> next.equals(RecordId.format(each.reference("parent"))))
                        .forEach(each -> open.add(RecordId.format(each.id())));
            }
        }
        return found;
    }

    private List<RecordSnapshot> all(Caller caller) {
        try {
            return records.list(caller, "departments", new RecordQuery("", "id", ALL));
        } catch (NotFound | Forbidden unknown) {
            return List.of();
        }
    }
}
