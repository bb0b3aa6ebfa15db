package org.penglai.crm.approvals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Who is asked, in which order, and what follows from what they say. */
class ApprovalCourseTest {
    private static Firm firm;

    private RecordSnapshot seller;
    private RecordSnapshot ann;
    private RecordSnapshot bob;
    private RecordSnapshot cai;

    @BeforeAll
    static void open() {
        firm = new Firm(TestDatabase.Kind.DERBY);
    }

    @AfterAll
    static void close() {
        firm.close();
    }

    @BeforeEach
    void hire() {
        cai = firm.person("蔡");
        bob = firm.person("鲍", "manager", cai.id());
        ann = firm.person("安", "manager", bob.id());
        seller = firm.person("沈", "manager", ann.id());
    }

    @AfterEach
    void forget() {
        firm.kernel.list("approvalFlows", "", 50).forEach(firm.kernel::delete);
    }

    @Test
    void oneOfThemIsEnough() {
        firm.asking(firm.flow(), 1, "any", ann, bob);
        RecordSnapshot bid = submitted();
        assertThat(firm.asked(bid)).containsExactlyInAnyOrder("安", "鲍");
        firm.act(bob, bid, "approve", "comment", "好");
        assertThat(firm.status(bid)).isEqualTo("approved");
        assertThat(firm.told(bid)).containsExactly("安 skipped", "鲍 approve");
        assertThat(firm.approval(bid).text("status")).isEqualTo("approved");
    }

    @Test
    void allOfThemAreNeeded() {
        firm.asking(firm.flow(), 1, "all", ann, bob);
        RecordSnapshot bid = submitted();
        firm.act(bob, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("pending");
        assertThat(firm.asked(bid)).containsExactly("安");
        refused("notAsked", () -> firm.act(bob, bid, "approve"));
        firm.act(ann, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
    }

    @Test
    void oneAfterTheOther() {
        firm.asking(firm.flow(), 1, "sequence", bob, ann);
        RecordSnapshot bid = submitted();
        assertThat(firm.asked(bid)).containsExactly("鲍");
        refused("notAsked", () -> firm.act(ann, bid, "approve"));
        firm.act(bob, bid, "approve");
        assertThat(firm.asked(bid)).containsExactly("安");
        firm.act(ann, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
    }

    @Test
    void managersUpToTheAmount() {
        firm.step(firm.flow(), 1, "who", "managerChain", "limits", "1000, 5000");
        assertThat(chain("900")).containsExactly("安");
        assertThat(chain("5000")).containsExactly("安", "鲍");
        assertThat(chain("5000.01")).containsExactly("安", "鲍", "蔡");
    }

    private List<String> chain(String amount) {
        RecordSnapshot bid = firm.bid("amount", Map.of("amount", amount, "currency", "CNY"));
        firm.act(seller, bid, "submitApproval");
        List<RecordSnapshot> managers = List.of(ann, bob, cai);
        for (RecordSnapshot manager : managers) {
            if (firm.status(bid).equals("pending")) {
                assertThat(firm.asked(bid)).containsExactly(manager.text("name"));
                firm.act(manager, bid, "approve");
            }
        }
        assertThat(firm.status(bid)).isEqualTo("approved");
        return firm.told(bid).stream().map(line -> line.split(" ")[0]).toList();
    }

    @Test
    void theSecondManagerAndTheHeadOfTheDepartment() {
        RecordSnapshot unit = firm.kernel.create("departments", Map.of("name", "部", "manager", cai.id()));
        RecordSnapshot clerk = firm.person("柯", "department", unit.id());
        firm.step(firm.flow(), 1, "who", "manager", "managerLevel", 2);
        RecordSnapshot bid = submitted();
        assertThat(firm.asked(bid)).containsExactly("鲍");
        RecordSnapshot other = firm.bid();
        firm.act(clerk, other, "submitApproval");
        assertThat(firm.asked(other)).as("one level only above him").containsExactly("替补");
    }

    @Test
    void aRoleAndItsFallbackWhenNobodyHoldsIt() {
        RecordSnapshot role = firm.kernel.create("roles", Map.of("name", "财务"));
        firm.step(firm.flow(), 1, "who", "role", "role", role.id());
        RecordSnapshot bid = submitted();
        assertThat(firm.asked(bid)).containsExactly("替补");
        firm.kernel.update(bob, Map.of("roles", Firm.links(role)));
        firm.kernel.update(seller, Map.of("roles", Firm.links(role)));
        RecordSnapshot second = submitted();
        assertThat(firm.asked(second)).as("nobody decides by role on his own").containsExactly("鲍");
    }

    @Test
    void whoHasLeftIsReplacedByTheFallback() {
        RecordSnapshot flow = firm.flow();
        firm.asking(flow, 1, "all", ann, bob);
        firm.kernel.update(bob, Map.of("status", "left"));
        assertThat(firm.asked(submitted())).containsExactlyInAnyOrder("安", "替补");
    }

    @Test
    void whoIsAwayIsRepresented() {
        firm.asking(firm.flow(), 1, "any", ann);
        firm.kernel.update(
                ann, Map.of("delegate", bob.id(), "absentUntil", LocalDate.now().plusDays(3)));
        RecordSnapshot bid = submitted();
        assertThat(firm.told(bid)).containsExactly("安 delegate", "鲍 pending");
        assertThat(firm.seats(bid).get(1).reference("forUser")).isEqualTo(ann.id());
        firm.act(bob, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
    }

    @Test
    void theFieldOfTheRecord() {
        firm.step(firm.flow(), 1, "who", "field", "fieldName", "owner");
        RecordSnapshot bid = firm.bid("owner", bob.id());
        firm.act(seller, bid, "submitApproval");
        assertThat(firm.asked(bid)).containsExactly("鲍");
    }

    @Test
    void whoHasAgreedIsNotAskedAgain() {
        RecordSnapshot flow = firm.flow();
        firm.asking(flow, 1, "any", ann);
        firm.asking(flow, 2, "all", ann, bob);
        firm.asking(flow, 3, "any", ann);
        RecordSnapshot bid = submitted();
        firm.act(ann, bid, "approve");
        assertThat(firm.asked(bid)).containsExactly("鲍");
        firm.act(bob, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
        assertThat(firm.told(bid)).containsExactly("安 approve", "安 skipped", "鲍 approve", "安 skipped");
        assertThat(firm.seats(bid).get(1).text("skipReason")).isEqualTo("samePerson");
    }

    @Test
    void rejectedToTheRequesterOrToAStep() {
        RecordSnapshot flow = firm.flow();
        firm.asking(flow, 1, "any", ann);
        firm.asking(flow, 2, "any", bob);
        firm.asking(flow, 3, "any", cai);
        RecordSnapshot bid = submitted();
        firm.act(ann, bid, "approve");
        firm.act(bob, bid, "approve");
        assertThatThrownBy(() -> firm.act(cai, bid, "rejectApproval", "comment", "不", "toStep", 3))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> firm.act(cai, bid, "rejectApproval"))
                .as("why?")
                .isInstanceOf(Invalid.class);
        firm.act(cai, bid, "rejectApproval", "comment", "再看看", "toStep", 1);
        assertThat(firm.status(bid)).isEqualTo("pending");
        assertThat(firm.asked(bid)).containsExactly("安");
        assertThat(firm.approval(bid).integer("round", 0)).isEqualTo(2);
        firm.act(ann, bid, "approve");
        assertThat(firm.asked(bid))
                .as("what was said in another round does not count")
                .containsExactly("鲍");
        firm.act(bob, bid, "rejectApproval", "comment", "不行");
        assertThat(firm.status(bid)).isEqualTo("rejected");
        firm.kernel.update(bid, Map.of("remark", "改过"));
        firm.act(seller, bid, "submitApproval");
        assertThat(firm.status(bid)).isEqualTo("pending");
    }

    @Test
    void withdrawnByWhoAsked() {
        firm.asking(firm.flow(), 1, "any", ann);
        RecordSnapshot bid = submitted();
        assertThatThrownBy(() -> firm.act(bob, bid, "withdrawApproval")).isInstanceOf(Forbidden.class);
        firm.act(seller, bid, "withdrawApproval");
        assertThat(firm.status(bid)).isEqualTo("withdrawn");
        assertThat(firm.told(bid)).containsExactly("安 skipped");
        refused("approvalOver", () -> firm.act(ann, bid, "approve"));
    }

    @Test
    void transferred() {
        firm.asking(firm.flow(), 1, "all", ann, bob);
        RecordSnapshot bid = submitted();
        assertThatThrownBy(() -> firm.act(ann, bid, "transferApproval", "user", bob.id()))
                .as("asked already")
                .isInstanceOf(Invalid.class);
        firm.act(ann, bid, "transferApproval", "user", cai.id(), "comment", "请代看");
        assertThat(firm.asked(bid)).containsExactlyInAnyOrder("蔡", "鲍");
        firm.act(bob, bid, "approve");
        firm.act(cai, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
    }

    @Test
    void anotherOneIsAddedBeforeAndAfter() {
        firm.asking(firm.flow(), 1, "any", ann);
        RecordSnapshot bid = submitted();
        firm.act(ann, bid, "addApprover", "user", bob.id(), "when", "before");
        assertThat(firm.asked(bid)).containsExactly("鲍");
        refused("notAsked", () -> firm.act(ann, bid, "approve"));
        firm.act(bob, bid, "approve");
        assertThat(firm.asked(bid)).containsExactly("安");
        firm.act(ann, bid, "addApprover", "user", cai.id(), "when", "after");
        assertThat(firm.asked(bid)).containsExactly("安");
        firm.act(ann, bid, "approve");
        assertThat(firm.asked(bid)).containsExactly("蔡");
        firm.act(cai, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
    }

    @Test
    void copiesHaveNoVoice() {
        RecordSnapshot flow = firm.flow();
        firm.step(flow, 1, "who", "user", "users", Firm.links(ann), "copies", Firm.links(cai));
        RecordSnapshot bid = submitted();
        assertThat(firm.told(bid)).containsExactlyInAnyOrder("安 pending", "蔡 copy");
        refused("notAsked", () -> firm.act(cai, bid, "approve"));
        firm.act(ann, bid, "copyApproval", "user", bob.id());
        assertThat(firm.told(bid)).contains("鲍 copy");
        firm.act(ann, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
    }

    @Test
    void stepsAndFlowsHaveConditions() {
        RecordSnapshot big = firm.flow("name", "大额", "position", 1, "condition", "amount=gt=1000");
        firm.asking(big, 1, "any", cai);
        RecordSnapshot small = firm.flow("position", 2);
        firm.step(small, 1, "who", "user", "users", Firm.links(bob), "condition", "remark==急");
        firm.asking(small, 2, "any", ann);
        assertThat(firm.asked(submitted())).containsExactly("安");
        RecordSnapshot urgent = firm.bid("remark", "急");
        firm.act(seller, urgent, "submitApproval");
        assertThat(firm.asked(urgent)).containsExactly("鲍");
        RecordSnapshot large = firm.bid("amount", Map.of("amount", "2000", "currency", "CNY"));
        firm.act(seller, large, "submitApproval");
        assertThat(firm.asked(large)).containsExactly("蔡");
        assertThatThrownBy(() -> firm.flow("name", "错", "condition", "nothing==1"))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void whatIsPendingGoesOnByTheFlowItBeganWith() {
        RecordSnapshot flow = firm.flow();
        RecordSnapshot step = firm.asking(flow, 1, "any", ann);
        firm.asking(flow, 2, "any", bob);
        RecordSnapshot bid = submitted();
        long before = firm.approval(bid).integer("flowRevision", 0);
        firm.kernel.update(step, Map.of("users", Firm.links(cai)));
        firm.kernel.delete(
                firm.kernel.list("approvalFlowSteps", "position==2", 1).get(0));
        firm.act(ann, bid, "approve");
        assertThat(firm.asked(bid)).containsExactly("鲍");
        firm.act(bob, bid, "approve");
        assertThat(firm.status(bid)).isEqualTo("approved");
        RecordSnapshot later = submitted();
        assertThat(firm.asked(later)).containsExactly("蔡");
        assertThat(firm.approval(later).integer("flowRevision", 0)).isGreaterThan(before);
    }

    @Test
    void withoutAFlowThereIsNothingToSubmit() {
        refused("noApprovalFlow", () -> submitted());
    }

    private RecordSnapshot submitted() {
        RecordSnapshot bid = firm.bid();
        firm.act(seller, bid, "submitApproval", "comment", "请批");
        return bid;
    }

    private static void refused(String code, ThrowingCallable doing) {
        assertThatThrownBy(doing).isInstanceOfSatisfying(Conflict.class, refusal -> assertThat(refusal.code())
                .isEqualTo(code));
    }
}
