package org.penglai.crm.pools.internal;

import org.penglai.crm.api.security.Caller;

/** Who may dispose of the records of others. */
final class PoolRights {
    private PoolRights() {}

    /** Whether the caller stands above the administrators of pools. */
    static boolean leadsAll(Caller caller) {
        return caller.may(PoolsType.TYPE + ":update");
    }

    /** Whether the caller may give records of this pool to somebody; a pool that names no administrators leaves it to the right alone. */
    static boolean mayAssign(Caller caller, String type, PoolTerms pool) {
        if (caller.isSystem()) {
            return true;
        }
        boolean named =
                pool == null || pool.admins().isEmpty() || pool.admins().contains(caller.userId()) || leadsAll(caller);
        return named && caller.may(type + ":" + PoolActions.ASSIGN);
    }
}
