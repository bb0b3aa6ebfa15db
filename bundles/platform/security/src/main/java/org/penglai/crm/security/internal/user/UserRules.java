package org.penglai.crm.security.internal.user;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** Rules for writes of users. */
final class UserRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.before() != null && input.before().id() == input.caller().userId()) {
            keepOwnAccount(input, outcome);
        }
        if (input.after() != null) {
            check(input.after(), outcome);
        }
        return outcome;
    }

    private static void keepOwnAccount(Input input, Outcome outcome) {
        if (input.after() == null || !UsersType.ACTIVE.equals(input.after().text(UsersType.STATUS))) {
            outcome.reject(Violation.of(
                    UsersType.STATUS, "ownAccount", "不能停用或删除自己的账号。", "Nobody can disable or delete the own account."));
        }
    }

    private static void check(RecordSnapshot after, Outcome outcome) {
        String username = after.text(UsersType.USERNAME);
        if (username != null) {
            String normal = Usernames.normalise(username);
            Usernames.objection(normal).ifPresentOrElse(outcome::reject, () -> outcome.set(UsersType.USERNAME, normal));
        }
        if (after.reference(UsersType.DELEGATE) != null && after.reference(UsersType.DELEGATE) == after.id()) {
            outcome.reject(Violation.of(UsersType.DELEGATE, "self", "代理人不能是本人。", "Nobody stands in for himself."));
        }
        String zone = after.text(UsersType.ZONE);
        if (zone != null && !isZone(zone)) {
            outcome.reject(Violation.of(
                    UsersType.ZONE,
                    "invalid",
                    "未知时区，例如 Asia/Shanghai。",
                    "Unknown time zone; an example is Asia/Shanghai."));
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
