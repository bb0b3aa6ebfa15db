package org.penglai.crm.security.internal.role;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.security.internal.Permissions;
import org.penglai.crm.security.internal.rights.RightsText;

/** Rules for writes of roles. Above all: nobody makes a role that may more than he may himself. */
final class RoleRules implements RecordHook {
    private static final Pattern CODE = Pattern.compile("[a-z][A-Za-z0-9]{1,39}");

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            checkDeletion(input, outcome);
            return outcome;
        }
        if (input.operation() == Operation.CREATE) {
            outcome.set(RolesType.SHIPPED, Boolean.FALSE);
        }
        checkCode(input.before(), input.after(), outcome);
        checkPermissions(input, outcome);
        checkData(input, outcome);
        checkMenu(input.after(), outcome);
        return outcome;
    }

    private static void checkDeletion(Input input, Outcome outcome) {
        if (Boolean.TRUE.equals(input.before().get(RolesType.SHIPPED, Boolean.class))) {
            outcome.reject(Violation.of("", "shippedRole", "内置角色不能删除。", "A shipped role cannot be deleted."));
            return;
        }
        RecordQuery holders =
                new RecordQuery("roles==" + Ids.format(input.before().id()), "", 1);
        if (!input.records().list(Caller.system(), "users", holders).isEmpty()) {
            outcome.reject(Violation.of(
                    "",
                    "roleInUse",
                    "仍有用户使用该角色，请先调整这些用户。",
                    "Users still have this role; give them another one first."));
        }
    }

    private static void checkCode(RecordSnapshot before, RecordSnapshot after, Outcome outcome) {
        String code = after.text(RolesType.CODE);
        if (code != null && !CODE.matcher(code).matches()) {
            outcome.reject(Violation.of(
                    RolesType.CODE,
                    "invalid",
                    "须以小写字母开头，由 2 至 40 个字母或数字组成。",
                    "Has 2 to 40 letters or digits and begins with a small letter."));
        }
        boolean shipped = before != null && Boolean.TRUE.equals(before.get(RolesType.SHIPPED, Boolean.class));
        if (shipped && !before.text(RolesType.CODE).equals(code)) {
            outcome.reject(
                    Violation.of(RolesType.CODE, "shippedRole", "内置角色的编码不能修改。", "The code of a shipped role stays."));
        }
    }

    private static void checkPermissions(Input input, Outcome outcome) {
        String text = input.after().text(RolesType.PERMISSIONS);
        Set<String> before = input.before() == null
                ? Set.of()
                : Permissions.parse(input.before().text(RolesType.PERMISSIONS));
        Set<String> wanted = Permissions.parse(text);
        boolean administrator = input.before() != null
                && ShippedRole.ADMIN.code().equals(input.before().text(RolesType.CODE));
        if (administrator) {
            if (!wanted.equals(before)) {
                outcome.reject(Violation.of(
                        RolesType.PERMISSIONS,
                        "shippedRole",
                        "系统管理员始终拥有全部权限。",
                        "Administrators hold all rights, always."));
            }
            return;
        }
        for (String permission : wanted) {
            if (!Permissions.isWellFormed(permission)) {
                outcome.reject(Violation.of(
                        RolesType.PERMISSIONS,
                        "invalid",
                        "无法识别的权限：" + shown(permission) + "。",
                        "Not a permission: " + shown(permission) + "."));
            } else if (!before.contains(permission) && !input.caller().may(permission)) {
                outcome.reject(Violation.of(
                        RolesType.PERMISSIONS,
                        "exceedsOwnRights",
                        "您没有权限 " + permission + "，不能授予他人。",
                        "You do not hold " + permission + ", so you cannot grant it."));
            }
        }
        if (!before.containsAll(wanted)) {
            OwnReach.exceeded(input, input.after())
                    .ifPresent(key -> outcome.reject(Violation.of(
                            RolesType.PERMISSIONS,
                            "exceedsOwnRights",
                            "该角色的数据范围超出您自己的（" + key + "）。",
                            "The role would reach further than you do (" + key + ").")));
        }
        if (text != null) {
            outcome.set(RolesType.PERMISSIONS, String.join("\n", new TreeSet<>(wanted)));
        }
    }

    /** Whose records and which fields: only those to whom nothing is withheld decide on that. */
    private static void checkData(Input input, Outcome outcome) {
        String scopes = input.after().text(RolesType.SCOPES);
        String fields = input.after().text(RolesType.FIELD_RIGHTS);
        RightsText.badScope(scopes).ifPresent(line -> outcome.reject(unreadable(RolesType.SCOPES, line)));
        RightsText.badField(fields).ifPresent(line -> outcome.reject(unreadable(RolesType.FIELD_RIGHTS, line)));
        if (!outcome.violations().isEmpty()) {
            return;
        }
        String scopesBefore = input.before() == null ? null : input.before().text(RolesType.SCOPES);
        String fieldsBefore = input.before() == null ? null : input.before().text(RolesType.FIELD_RIGHTS);
        decide(input, RolesType.SCOPES, RightsText.normal(scopesBefore), RightsText.normal(scopes), outcome);
        decide(input, RolesType.FIELD_RIGHTS, RightsText.normal(fieldsBefore), RightsText.normal(fields), outcome);
    }

    private static void checkMenu(RecordSnapshot after, Outcome outcome) {
        String home = after.text(RolesType.HOME_PAGE);
        if (home != null && !RoleMenu.isPath(home)) {
            outcome.reject(Violation.of(
                    RolesType.HOME_PAGE,
                    "invalid",
                    "须为系统内的页面地址，如 /my-day。",
                    "Is the address of a page in the console, such as /my-day."));
        }
        String menu = after.text(RolesType.MENU);
        if (menu == null) {
            return;
        }
        RoleMenu.badEntry(menu)
                .ifPresentOrElse(
                        entry -> outcome.reject(unreadable(RolesType.MENU, entry)),
                        () -> outcome.set(RolesType.MENU, String.join("\n", RoleMenu.parse(menu))));
    }

    private static void decide(Input input, String field, String before, String after, Outcome outcome) {
        if (Objects.equals(before, after)) {
            return;
        }
        boolean administrators = input.before() != null
                && ShippedRole.ADMIN.code().equals(input.before().text(RolesType.CODE));
        if (administrators) {
            outcome.reject(
                    Violation.of(field, "shippedRole", "系统管理员始终可见全部数据。", "Administrators see everything, always."));
        } else if (!input.caller().may("*")) {
            outcome.reject(Violation.of(
                    field,
                    "exceedsOwnRights",
                    "只有系统管理员可以调整数据范围和字段权限。",
                    "Only administrators decide on data scopes and field rights."));
        } else {
            outcome.set(field, after);
        }
    }

    private static Violation unreadable(String field, String line) {
        return Violation.of(field, "invalid", "无法识别：" + shown(line) + "。", "Cannot be read: " + shown(line) + ".");
    }

    private static String shown(String permission) {
        return permission.length() > 60 ? permission.substring(0, 60) + "…" : permission;
    }
}
