package com.acme.loyalty.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** The account in these examples holds 100 points and is at version 7. */
class BalanceTest {

    private static final long ACCOUNT = 5;

    @Test
    void aNewEntryIsAddedToTheAccountAtTheVersionThatWasRead() {
        assertThat(apply(Operation.CREATE, null, entry(ACCOUNT, 20)).followUps())
                .containsExactly(points(120));
    }

    @Test
    void aChangedEntryAddsTheDifferenceAndADeletedOneIsTakenBack() {
        assertThat(apply(Operation.UPDATE, entry(ACCOUNT, 20), entry(ACCOUNT, 50))
                        .followUps())
                .containsExactly(points(130));
        assertThat(apply(Operation.DELETE, entry(ACCOUNT, 20), null).followUps())
                .containsExactly(points(80));
    }

    @Test
    void anEntryWithTheSamePointsLeavesTheAccountAlone() {
        assertThat(apply(Operation.UPDATE, entry(ACCOUNT, 20), entry(ACCOUNT, 20))
                        .followUps())
                .isEmpty();
    }

    @Test
    void spendingAllIsPossibleSpendingMoreIsNot() {
        assertThat(apply(Operation.CREATE, null, entry(ACCOUNT, -100)).followUps())
                .containsExactly(points(0));
        assertThat(apply(Operation.CREATE, null, entry(ACCOUNT, -101)).violations())
                .extracting(Violation::code)
                .containsExactly("balanceTooLow");
    }

    @Test
    void anEntryStaysWithItsAccount() {
        assertThat(apply(Operation.UPDATE, entry(ACCOUNT, 20), entry(6, 20)).violations())
                .extracting(Violation::code)
                .containsExactly("fixed");
    }

    private static RecordChange points(long balance) {
        return new RecordChange.Update("acmeLoyaltyAccounts", ACCOUNT, 7L, Map.of("points", balance));
    }

    private static RecordSnapshot entry(long account, long points) {
        return new RecordSnapshot("acmeLoyaltyEntries", 1, 1, Map.of("account", account, "points", points));
    }

    private static Outcome apply(Operation operation, RecordSnapshot before, RecordSnapshot after) {
        return new Balance()
                .apply(new Input(operation, before, after, Caller.system(), new OneAccount(), Instant.EPOCH));
    }

    private static final class OneAccount implements RecordReader {

        @Override
        public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
            return Optional.of(new RecordSnapshot(type, id, 7, Map.of("points", 100L)));
        }

        @Override
        public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
            throw new UnsupportedOperationException();
        }
    }
}
