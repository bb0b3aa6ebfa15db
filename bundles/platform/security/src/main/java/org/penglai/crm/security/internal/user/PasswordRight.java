package org.penglai.crm.security.internal.user;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;

/** Who may decide by which password a colleague gets in: nobody comes to rights of others that way. */
final class PasswordRight {
    private PasswordRight() {}

    /** @throws Forbidden without the right, or if the user may do what the caller may not */
    static void check(Caller caller, Accounts accounts, Account account) {
        if (!caller.may("users:setPassword")
                || !accounts.caller(account).permissions().stream().allMatch(caller::may)) {
            throw new Forbidden(
                    "missingPermission", Localized.of("您没有权限为该用户设置密码。", "You may not set this user's password."));
        }
    }
}
