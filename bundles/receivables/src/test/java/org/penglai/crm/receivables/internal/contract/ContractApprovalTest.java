package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.receivables.internal.Books.as;
import static org.penglai.crm.receivables.internal.Books.refused;
import static org.penglai.crm.receivables.internal.Books.yuan;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;

class ContractApprovalTest {

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void whatIsApprovedStaysSoWhileItIsFulfilledAndNoLongerWhenItsAmountIsAnother(TestDatabase.Kind kind) {
        Books books = Books.withApprovals(kind);
        RecordSnapshot seller = books.person("沈");
        RecordSnapshot manager = books.person("安");
        flow(books, manager);
        RecordSnapshot contract = books.draft(books.customer, "1000");
        RecordSnapshot plan = books.kernel()
                .create("paymentPlans", Map.of("contract", contract.id(), "amount", yuan("1000"), "dueOn", Books.FAR));
        books.kernel().act(as(seller), contract, "submitApproval", Map.of());
        refused("approvalPending", () -> books.kernel()
                .records()
                .apply(
                        as(seller),
                        List.of(new RecordChange.Update(
                                "paymentPlans", plan.id(), null, Map.of("amount", yuan("900"))))));
        books.kernel().act(as(manager), contract, "approve", Map.of());
        books.text(contract, "approvalStatus", "approved");
        books.kernel().act(as(seller), contract, "activate", Map.of());
        books.text(contract, "status", "effective");
        books.text(contract, "approvalStatus", "approved");

        RecordSnapshot receipt = books.confirmed("400");
        books.kernel().records().apply(as(manager), List.of(books.sharing(receipt, plan, "400")));
        books.amounts(contract, "paidAmount", "400");
        books.text(contract, "approvalStatus", "approved");

        books.kernel().act(as(seller), contract, "amend", Map.of("amount", yuan("1200"), "reason", "加量"));
        books.text(contract, "approvalStatus", "none");
        books.kernel().close();
    }

    private static void flow(Books books, RecordSnapshot manager) {
        List<RecordLink> deciding = List.of(new RecordLink("users", manager.id()));
        RecordSnapshot flow = books.kernel()
                .create(
                        "approvalFlows",
                        Map.of(
                                "name",
                                "合同审批",
                                "type",
                                "contracts",
                                "fallback",
                                manager.id(),
                                "amountField",
                                "amount",
                                "guardedActions",
                                "activate"));
        books.kernel()
                .create(
                        "approvalFlowSteps",
                        Map.of(
                                "name",
                                "经理",
                                "flow",
                                flow.id(),
                                "position",
                                1,
                                "who",
                                "user",
                                "mode",
                                "any",
                                "users",
                                deciding));
    }
}
