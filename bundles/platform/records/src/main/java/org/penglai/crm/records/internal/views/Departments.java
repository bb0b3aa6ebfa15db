package org.penglai.crm.records.internal.views;

import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Who works where. Safe for any thread. */
interface Departments {
    /** The department of each user; users without one are left out. */
    Map<Long, Long> of(DSLContext sql, Set<Long> users);

    /** A department and all above it. */
    Set<Long> upwards(DSLContext sql, long department);
}
