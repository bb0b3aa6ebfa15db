package org.penglai.crm.security.internal.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.rights.RightsText;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;
import org.penglai.crm.security.spi.RoleRights;

/**
 * Whether a role reaches no further than whoever makes or gives it. What a role does not name is open, and what belongs
 * to records follows them, so a role must name each scope by which its giver is limited.
 */
public final class OwnReach {
    private static final String USERS = "users";

    private OwnReach() {}

    /** The first scope or field right by which the role reaches further than the caller. */
    public static Optional<String> exceeded(RecordHook.Input input, RecordSnapshot role) {
        Caller caller = input.caller();
        if (caller.isSystem() || caller.may("*")) {
            return Optional.empty();
        }
        RoleRights wanted = rights(role);
        List<RoleRights> own = own(input);
        Set<String> scopes = new TreeSet<>();
        Set<String> fields = new TreeSet<>();
        own.forEach(each -> {
            scopes.addAll(each.scopes().keySet());
            fields.addAll(each.fields().keySet());
        });
        return scopes.stream()
                .filter(key -> scope(List.of(wanted), key).compareTo(scope(own, key)) > 0)
                .findFirst()
                .or(() -> fields.stream()
                        .filter(key -> isOpener(wanted, own, key))
                        .findFirst());
    }

    private static List<RoleRights> own(RecordHook.Input input) {
        List<RoleRights> own = new ArrayList<>();
        Object roles = input.records()
                .find(Caller.system(), USERS, input.caller().userId())
                .map(user -> user.values().get("roles"))
                .orElse(null);
        if (roles instanceof List<?> links) {
            links.forEach(link -> input.records()
                    .find(Caller.system(), RolesType.TYPE, ((RecordLink) link).id())
                    .ifPresent(role -> own.add(rights(role))));
        }
        return own;
    }

    private static RoleRights rights(RecordSnapshot role) {
        return new RoleRights(
                role.text(RolesType.CODE) == null ? "" : role.text(RolesType.CODE),
                "",
                Permissions.parse(role.text(RolesType.PERMISSIONS)),
                RightsText.scopes(role.text(RolesType.SCOPES)),
                RightsText.fields(role.text(RolesType.FIELD_RIGHTS)));
    }

    /** The widest scope of the roles; all where one of those that permit the operation names none. */
    private static DataScope scope(List<RoleRights> roles, String key) {
        int colon = key.indexOf(':');
        String type = key.substring(0, colon);
        String operation = key.substring(colon + 1);
        return relevant(roles, type).stream()
                .map(role -> role.scope(type, operation).orElse(DataScope.ALL))
                .max(DataScope::compareTo)
                .orElse(DataScope.ALL);
    }

    private static boolean isOpener(RoleRights wanted, List<RoleRights> own, String key) {
        String type = key.substring(0, key.indexOf('.'));
        return wanted.may(type + ":read") && taken(List.of(wanted), type, key).compareTo(taken(own, type, key)) < 0;
    }

    /** What is taken from the field at least; -1 if nothing. */
    private static Integer taken(List<RoleRights> roles, String type, String key) {
        return relevant(roles, type).stream()
                .map(role -> Optional.ofNullable(role.fields().get(key))
                        .map(FieldRight::ordinal)
                        .orElse(-1))
                .min(Integer::compareTo)
                .orElse(-1);
    }

    /** Those that say whose records are seen; all of them where none does. */
    private static List<RoleRights> relevant(List<RoleRights> roles, String type) {
        List<RoleRights> permitting =
                roles.stream().filter(role -> role.may(type + ":read")).toList();
        return permitting.isEmpty() ? roles : permitting;
    }
}
