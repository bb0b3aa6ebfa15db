package com.acme.loyalty.internal;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * Keeps an account's points equal to the sum of its entries, never below zero. The account is changed only if it is
 * still at the version that the sum was made from.
 */
final class Balance implements RecordHook {

    private static final String ACCOUNT = "account";
    private static final String POINTS = "points";

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot entry = input.after() == null ? input.before() : input.after();
        if (input.operation() == Operation.UPDATE
                && !Objects.equals(input.before().reference(ACCOUNT), entry.reference(ACCOUNT))) {
            return Outcome.none()
                    .reject(Violation.of(ACCOUNT, "fixed", "明细不能改挂其他账户。", "An entry stays with its account."));
        }
        long difference = points(input.after()) - points(input.before());
        return difference == 0 || entry.reference(ACCOUNT) == null
                ? Outcome.none()
                : book(input, entry.reference(ACCOUNT), difference);
    }

    private static Outcome book(Input input, long accountId, long difference) {
        Optional<RecordSnapshot> account = input.records().find(input.caller(), LoyaltyAccountType.TYPE, accountId);
        if (account.isEmpty()) {
            return Outcome.none();
        }
        long balance = account.get().integer(POINTS, 0) + difference;
        if (balance < 0) {
            return Outcome.none()
                    .reject(Violation.of(POINTS, "balanceTooLow", "积分余额不足。", "There are not enough points."));
        }
        return Outcome.none()
                .follow(new RecordChange.Update(
                        LoyaltyAccountType.TYPE, accountId, account.get().version(), Map.of(POINTS, balance)));
    }

    private static long points(RecordSnapshot entry) {
        return entry == null ? 0 : entry.integer(POINTS, 0);
    }
}
