package org.penglai.crm.security.spi;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * What one role says.
 *
 * @param code of the role
 * @param name of the role, for people
 * @param permissions as {@link Caller#permissions()}
 * @param scopes by {@code <type>:read} and {@code <type>:write}; what is not named is up to the type
 * @param fields by {@code <type>.<field>}; what is not named is open
 */
public record RoleRights(
        String code,
        Localized name,
        Set<String> permissions,
        Map<String, DataScope> scopes,
        Map<String, FieldRight> fields) {
    private static final String READ = "read";

    public RoleRights {
        permissions = Set.copyOf(permissions);
        scopes = Map.copyOf(scopes);
        fields = Map.copyOf(fields);
    }

    /** A role with one name. */
    public RoleRights(
            String code,
            String name,
            Set<String> permissions,
            Map<String, DataScope> scopes,
            Map<String, FieldRight> fields) {
        this(code, Localized.same(name), permissions, scopes, fields);
    }

    /** Whether the role permits it, such as {@code customers:update}. */
    public boolean may(String permission) {
        return new Caller(1, code, code, Locale.ROOT, ZoneOffset.UTC, permissions).may(permission);
    }

    /** Whose records of the type the operation reaches; writing reaches no more than reading unless told otherwise. */
    public Optional<DataScope> scope(String type, String operation) {
        DataScope read = scopes.get(type + ":read");
        return Optional.ofNullable(operation.equals(READ) ? read : scopes.getOrDefault(type + ":write", read));
    }

    /** What the role takes away from the field. */
    public Optional<FieldRight> field(String type, String field) {
        return Optional.ofNullable(fields.get(type + "." + field));
    }
}
