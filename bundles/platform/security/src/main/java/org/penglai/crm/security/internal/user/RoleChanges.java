package org.penglai.crm.security.internal.user;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.role.OwnReach;
import org.penglai.crm.security.internal.role.RolesType;
import org.penglai.crm.security.internal.role.ShippedRole;

/**
 * Rules for giving and taking roles: nobody gives or takes what he may not do himself, nobody without all rights touches
 * an administrator's account, and one administrator always stays.
 */
final class RoleChanges implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        Set<Long> before = roles(input.before());
        Set<Long> after = roles(input.after());
        boolean administratorAfter = isAdministrator(input.before());
        if (input.after() != null && (input.operation() == Operation.CREATE || !before.equals(after))) {
            checkOwnRights(input, before, after, outcome);
            administratorAfter = after.contains(ShippedRole.ADMIN.id());
            outcome.set(UsersType.ADMINISTRATOR, administratorAfter);
        }
        if (isAdministrator(input.before())) {
            protect(input, administratorAfter, outcome);
        }
        return outcome;
    }

    private static void checkOwnRights(Input input, Set<Long> before, Set<Long> after, Outcome outcome) {
        Set<Long> changed = new HashSet<>(before);
        changed.addAll(after);
        changed.removeIf(role -> before.contains(role) && after.contains(role));
        for (long id : changed) {
            Optional<RecordSnapshot> role = input.records().find(Caller.system(), RolesType.TYPE, id);
            boolean held =
                    role.map(found -> Permissions.parse(found.text(RolesType.PERMISSIONS))).orElse(Set.of()).stream()
                            .allMatch(input.caller()::may);
            // Taking a role away opens nothing.
            boolean further = after.contains(id)
                    && role.flatMap(found -> OwnReach.exceeded(input, found)).isPresent();
            if (!held || further) {
                String name = role.orElseThrow().text("name");
                outcome.reject(Violation.of(
                        UsersType.ROLES,
                        "exceedsOwnRights",
                        "角色“" + name + "”的权限超出您自己的权限，不能授予或收回。",
                        "The role " + name + " may do more than you, so you cannot give or take it."));
            }
        }
    }

    private static void protect(Input input, boolean administratorAfter, Outcome outcome) {
        if (!input.caller().may("*")) {
            outcome.reject(Violation.of(
                    "", "administratorAccount", "只有管理员可以修改管理员账号。", "Only administrators change an administrator."));
        }
        boolean stays = input.after() != null
                && administratorAfter
                && UsersType.ACTIVE.equals(input.after().text(UsersType.STATUS));
        if (!stays && isActive(input.before()) && !anotherAdministrator(input)) {
            outcome.reject(LastAdministrator.VIOLATION);
        }
    }

    private static boolean anotherAdministrator(Input input) {
        RecordQuery administrators = new RecordQuery("administrator==true;status==" + UsersType.ACTIVE, "", 2);
        return input.records().list(Caller.system(), UsersType.TYPE, administrators).stream()
                .anyMatch(user -> user.id() != input.before().id());
    }

    private static boolean isAdministrator(RecordSnapshot user) {
        return user != null && Boolean.TRUE.equals(user.get(UsersType.ADMINISTRATOR, Boolean.class));
    }

    private static boolean isActive(RecordSnapshot user) {
        return UsersType.ACTIVE.equals(user.text(UsersType.STATUS));
    }

    private static Set<Long> roles(RecordSnapshot user) {
        Set<Long> ids = new HashSet<>();
        if (user != null && user.values().get(UsersType.ROLES) instanceof List<?> links) {
            links.forEach(link -> ids.add(((RecordLink) link).id()));
        }
        return ids;
    }
}
