package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.StoredType;

/** Finds out whether list parameters will work before somebody keeps them. Safe for any thread. */
@Component(service = SavedQueries.class)
public final class SavedQueries {
    private final QueryPlanner planner;

    @Activate
    public SavedQueries(@Reference QueryPlanner planner) {
        this.planner = planner;
    }

    /**
     * What does not fit the type, each under the name of the parameter.
     *
     * @param groupBy null for none
     * @throws org.penglai.crm.api.error.NotFound if the type is not installed
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not read it
     */
    public List<Violation> check(
            Caller caller,
            String typeName,
            String filter,
            String q,
            String sort,
            List<String> columns,
            String groupBy) {
        StoredType type = planner.visible(caller, typeName);
        List<Violation> violations = new ArrayList<>();
        attempt("filter", violations, () -> planner.plan(caller, typeName, filter, "", ""));
        attempt("q", violations, () -> planner.plan(caller, typeName, "", q, ""));
        attempt("sort", violations, () -> planner.plan(caller, typeName, "", "", sort));
        attempt(
                "columns",
                violations,
                () -> Projection.of(caller, planner.joins(caller, type), planner.paths(), Set.of(), columns));
        if (groupBy != null) {
            attempt(
                    "groupBy",
                    violations,
                    () -> Grouping.parse(groupBy, name -> planner.paths().open(caller, type, name)));
        }
        return violations;
    }

    /** Names of users by id. */
    public Map<Long, String> users(DSLContext sql, Caller caller, Set<Long> ids) {
        return planner.titles()
                .fetch(sql, caller, Map.of(StoredSystemFields.USERS, ids))
                .get(StoredSystemFields.USERS);
    }

    private static void attempt(String parameter, List<Violation> violations, Runnable compile) {
        try {
            compile.run();
        } catch (Invalid | Malformed refused) {
            violations.add(refusal(parameter, refused));
        }
    }

    private static Violation refusal(String parameter, CrmException refused) {
        return refused.violations().stream()
                .findFirst()
                .map(first -> new Violation(parameter, first.code(), first.message()))
                .orElseGet(() -> new Violation(parameter, refused.code(), refused.text()));
    }
}
