package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;

/** What everybody may change of the own account, without the right to change users. */
@Component(service = OwnAccount.class)
public final class OwnAccount {
    private static final String USERS = "users";
    private static final Set<String> FIELDS =
            Set.of("name", "locale", "zone", "email", "phone", "absentUntil", "delegate");

    private final Records records;

    @Activate
    public OwnAccount(@Reference Records records) {
        this.records = records;
    }

    /** @throws Invalid if a member is none of these fields, or its value does not fit */
    void update(Caller caller, Map<String, Object> values) {
        List<Violation> violations = new ArrayList<>();
        values.keySet().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name ->
                        violations.add(Violation.of(name, "unknownField", "没有这个字段。", "There is no such member.")));
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
        records.apply(onOwnBehalf(caller), List.of(new RecordChange.Update(USERS, caller.userId(), null, values)));
    }

    /** The same user with what this needs; the account of an administrator stays one. */
    private static Caller onOwnBehalf(Caller caller) {
        Set<String> permissions = caller.may("*") ? Set.of("*") : Set.of("users:update");
        return new Caller(
                caller.userId(), caller.username(), caller.displayName(), caller.locale(), caller.zone(), permissions);
    }
}
