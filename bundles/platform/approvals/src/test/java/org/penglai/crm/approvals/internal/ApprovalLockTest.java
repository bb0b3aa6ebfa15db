package org.penglai.crm.approvals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.approvals.internal.course.Overdue;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What becomes of the record meanwhile, and of decisions at the same time; on both databases. */
class ApprovalLockTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void pendingRecordsStayAsTheyAre(TestDatabase.Kind kind) {
        try (Firm firm = new Firm(kind)) {
            RecordSnapshot ann = firm.person("安");
            RecordSnapshot seller = firm.person("沈");
            firm.asking(firm.flow(), 1, "any", ann);
            RecordSnapshot bid = firm.bid();
            RecordSnapshot line = firm.kernel.create("bidLines", Map.of("name", "行", "bid", bid.id(), "quantity", 2));
            firm.act(seller, bid, "submitApproval");
            refused(() -> firm.kernel.update(bid, Map.of("remark", "改")));
            refused(() -> firm.kernel.delete(bid));
            refused(() -> update(firm, seller, line, Map.of("quantity", 3)));
            refused(() -> firm.kernel
                    .records()
                    .apply(Firm.as(seller), List.of(new RecordChange.Delete("bidLines", line.id(), null))));
            assertThat(firm.kernel.now(line)).isPresent();

            firm.act(ann, bid, "approve");
            assertThat(firm.status(bid)).isEqualTo("approved");
            firm.act(seller, bid, "send");
            assertThat(firm.status(bid)).as("what rules set voids nothing").isEqualTo("approved");
            update(firm, seller, line, Map.of("quantity", 4));
            assertThat(firm.status(bid)).as("the lines were approved, too").isEqualTo("none");
            assertThat(firm.approval(bid).values().get("voidedAt")).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void watchedFieldsVoidTheApproval(TestDatabase.Kind kind) {
        try (Firm firm = new Firm(kind)) {
            RecordSnapshot ann = firm.person("安");
            firm.asking(firm.flow("watchedFields", "amount，total"), 1, "any", ann);
            RecordSnapshot bid = firm.bid("amount", Map.of("amount", "5", "currency", "CNY"));
            firm.act(ann, bid, "submitApproval");
            firm.act(ann, bid, "approve");
            firm.kernel.update(bid, Map.of("remark", "无妨"));
            assertThat(firm.status(bid)).isEqualTo("approved");
            firm.kernel.update(bid, Map.of("amount", Map.of("amount", "6", "currency", "CNY")));
            assertThat(firm.status(bid)).isEqualTo("none");
            firm.act(ann, bid, "submitApproval");
            assertThat(firm.status(bid)).isEqualTo("pending");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void decisionsAtTheSameTimeCountOnce(TestDatabase.Kind kind) throws InterruptedException, ExecutionException {
        try (Firm firm = new Firm(kind)) {
            RecordSnapshot flow = firm.flow();
            List<RecordSnapshot> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                people.add(firm.person("人" + i));
            }
            firm.asking(flow, 1, "all", people.toArray(RecordSnapshot[]::new));
            RecordSnapshot last = firm.person("末");
            firm.asking(flow, 2, "any", last);
            RecordSnapshot bid = firm.bid();
            firm.act(last, bid, "submitApproval");
            List<Callable<Boolean>> decisions = new ArrayList<>();
            for (RecordSnapshot person : people) {
                decisions.add(() -> approved(firm, person, bid));
                decisions.add(() -> approved(firm, person, bid));
            }
            assertThat(together(decisions)).as("each of them once").isEqualTo(4);
            assertThat(firm.status(bid)).isEqualTo("pending");
            assertThat(firm.asked(bid)).containsExactly("末");
            assertThat(firm.approval(bid).integer("decisions", 0)).isEqualTo(4);
            assertThat(together(List.of(
                            () -> approved(firm, last, bid),
                            () -> acted(firm, last, bid, "rejectApproval", "comment", "不"))))
                    .as("one of the two")
                    .isEqualTo(1);
            assertThat(firm.status(bid)).isIn("approved", "rejected");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatDoesNotGetOnIsLookedAfter(TestDatabase.Kind kind) throws InterruptedException {
        try (Firm firm = new Firm(kind)) {
            RecordSnapshot ann = firm.person("安");
            RecordSnapshot bob = firm.person("鲍");
            firm.asking(firm.flow(), 1, "all", ann, bob);
            RecordSnapshot bid = firm.bid();
            firm.act(bob, bid, "submitApproval");
            List<Notice> told = new ArrayList<>();
            Overdue overdue = new Overdue(firm.kernel.records(), type -> true, () -> told::addAll);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            overdue.run(now);
            assertThat(told).as("not yet").isEmpty();
            overdue.run(now.plus(Duration.ofHours(25)));
            assertThat(told).singleElement().satisfies(notice -> assertThat(notice.recipients())
                    .containsExactlyInAnyOrder(ann.id(), bob.id()));
            overdue.run(now.plus(Duration.ofHours(26)));
            assertThat(told).as("once a day").hasSize(1);

            firm.kernel.update(ann, Map.of("status", "left"));
            overdue.run(now.plus(Duration.ofHours(27)));
            assertThat(firm.asked(bid)).containsExactlyInAnyOrder("替补", "鲍");
            assertThat(firm.told(bid)).contains("安 skipped");
            firm.act(firm.fallback, bid, "approve");
            firm.act(bob, bid, "approve");
            assertThat(firm.status(bid)).isEqualTo("approved");
        }
    }

    private static RecordSnapshot update(
            Firm firm, RecordSnapshot who, RecordSnapshot record, Map<String, Object> set) {
        return firm.kernel
                .records()
                .apply(Firm.as(who), List.of(new RecordChange.Update(record.type(), record.id(), null, set)))
                .get(0);
    }

    private static boolean approved(Firm firm, RecordSnapshot who, RecordSnapshot bid) {
        return acted(firm, who, bid, "approve");
    }

    private static boolean acted(
            Firm firm, RecordSnapshot who, RecordSnapshot bid, String action, Object... arguments) {
        while (true) {
            try {
                firm.act(who, bid, action, arguments);
                return true;
            } catch (Conflict told) {
                return false;
            } catch (Unavailable busy) {
                // So many at one row; everybody presses the button again.
                assertThat(busy.code()).isEqualTo("databaseBusy");
            }
        }
    }

    private static long together(List<Callable<Boolean>> doings) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(doings.size());
        try {
            long done = 0;
            for (Future<Boolean> each : threads.invokeAll(doings)) {
                done += each.get() ? 1 : 0;
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void refused(ThrowingCallable doing) {
        assertThatThrownBy(doing).isInstanceOfSatisfying(Conflict.class, refusal -> assertThat(refusal.code())
                .isEqualTo("approvalPending"));
    }
}
