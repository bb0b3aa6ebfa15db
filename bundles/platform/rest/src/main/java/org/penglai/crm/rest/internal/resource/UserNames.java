package org.penglai.crm.rest.internal.resource;

import java.util.HashMap;
import java.util.Map;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;

/** What users are called, each asked for once. For one answer. */
final class UserNames {
    private final Records records;
    private final Map<Long, String> names = new HashMap<>();

    UserNames(Records records) {
        this.records = records;
    }

    /** 0 is the platform itself. */
    String of(long user) {
        return user == 0 ? Caller.system().displayName() : names.computeIfAbsent(user, this::name);
    }

    private String name(long user) {
        try {
            return records.find(Caller.system(), "users", user)
                    .map(found -> found.text("name"))
                    .orElse("");
        } catch (CrmException unknown) {
            // What was done is worth showing without the name.
            return "";
        }
    }
}
