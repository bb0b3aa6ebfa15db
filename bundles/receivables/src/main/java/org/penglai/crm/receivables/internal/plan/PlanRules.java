package org.penglai.crm.receivables.internal.plan;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.contract.ContractType;

/** An instalment is of a contract or an order, in its currency; all of them together do not come to more than it does. */
final class PlanRules implements RecordHook {
    private static final Set<String> ENDED = Set.of(ContractType.TERMINATED, ContractType.VOIDED, "cancelled");

    private final Currencies currencies;

    PlanRules(Currencies currencies) {
        this.currencies = currencies;
    }

    /** What the instalment is of: its number, and what it comes to; null where nothing limits it. */
    private record Document(String field, RecordSnapshot record, String number, Money amount) {}

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot plan = input.after();
        if (plan == null || input.before() != null && !isContent(input)) {
            return outcome;
        }
        List<Document> documents = documents(input.records(), plan);
        if (documents.isEmpty()) {
            return outcome.reject(Violation.of(
                    PaymentPlanType.CONTRACT, "required", "请填写合同或订单。", "A contract or an order is needed."));
        }
        boolean moved = input.before() != null
                && (Fixed.changed(input, ORDER)
                        || Fixed.changed(input, PaymentPlanType.CONTRACT) && !isTaken(input, documents));
        if (moved) {
            return outcome.reject(Violation.of(
                    PaymentPlanType.CONTRACT, "readOnly", "回款计划不能移到其他单据。", "It does not move to another document."));
        }
        Amounts.check(outcome, currencies, plan.get(AMOUNT, Money.class), AMOUNT);
        documents.forEach(document -> check(outcome, input, document));
        Document first = documents.get(0);
        if (documents.stream()
                .anyMatch(other -> !Objects.equals(
                        other.record().reference(CUSTOMER), first.record().reference(CUSTOMER)))) {
            outcome.reject(Violation.of(
                    ORDER, "otherCustomer", "订单和合同不是同一个客户。", "Order and contract are not of the same customer."));
        }
        long number = plan.integer(PaymentPlanType.TERM_NO, 0);
        if (number <= 0) {
            number = 1
                    + Instalments.of(
                                    input.records(),
                                    first.field(),
                                    first.record().id())
                            .stream()
                            .filter(other -> other.id() != plan.id())
                            .mapToLong(other -> other.integer(PaymentPlanType.TERM_NO, 0))
                            .max()
                            .orElse(0);
        }
        return outcome.set(CUSTOMER, first.record().reference(CUSTOMER))
                .set(PaymentPlanType.TERM_NO, number)
                .set(PaymentPlanType.TITLE, first.number() + " #" + number);
    }

    /** A contract takes the unpaid instalments of the order that it is about. */
    private static boolean isTaken(Input input, List<Document> documents) {
        RecordSnapshot before = input.before();
        return before.reference(PaymentPlanType.CONTRACT) == null
                && Amounts.of(before, PaymentPlanType.PAID).signum() == 0
                && before.reference(ORDER) != null
                && documents.stream()
                        .filter(each -> each.field().equals(PaymentPlanType.CONTRACT))
                        .anyMatch(each ->
                                before.reference(ORDER).equals(each.record().reference(ORDER)));
    }

    private static boolean isContent(Input input) {
        return List.of(AMOUNT, PaymentPlanType.CONTRACT, ORDER, PaymentPlanType.TERM_NO).stream()
                .anyMatch(name -> Fixed.changed(input, name));
    }

    private static List<Document> documents(RecordReader records, RecordSnapshot plan) {
        Optional<Document> contract = Receivables.target(records, ContractType.TYPE, plan, PaymentPlanType.CONTRACT)
                .map(found -> new Document(
                        PaymentPlanType.CONTRACT,
                        found,
                        found.text(ContractType.NUMBER),
                        found.get(AMOUNT, Money.class)));
        Optional<Document> order = Receivables.target(records, Receivables.ORDERS, plan, ORDER)
                .map(found -> new Document(ORDER, found, found.text("orderNo"), Receivables.due(found)));
        return Stream.of(contract, order).flatMap(Optional::stream).toList();
    }

    private static void check(Outcome outcome, Input input, Document document) {
        RecordSnapshot plan = input.after();
        if (ENDED.contains(document.record().text(STATUS))) {
            outcome.reject(Violation.of(
                    document.field(), "ended", "合同或订单已经结束。", "The contract or order has come to its end."));
        }
        Money limit = document.amount();
        Money amount = plan.get(AMOUNT, Money.class);
        if (limit == null || amount == null) {
            return;
        }
        if (!limit.currency().equals(amount.currency())) {
            outcome.reject(Violation.of(
                    AMOUNT,
                    "otherCurrency",
                    "币种应为 " + limit.currency() + "。",
                    "The currency is " + limit.currency() + "."));
            return;
        }
        BigDecimal others = Instalments.of(
                        input.records(), document.field(), document.record().id())
                .stream()
                .filter(other -> other.id() != plan.id())
                .map(other -> input.records()
                        .find(Caller.system(), PaymentPlanType.TYPE, other.id())
                        .orElse(null))
                .filter(other -> other != null && !PaymentPlanType.CLOSED.equals(other.text(STATUS)))
                .map(other -> Amounts.of(other, AMOUNT))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean grown = input.before() == null || amount.amount().compareTo(Amounts.of(input.before(), AMOUNT)) > 0;
        if (grown && others.add(amount.amount()).compareTo(limit.amount()) > 0) {
            String left = Amounts.text(limit.amount().subtract(others).max(BigDecimal.ZERO), limit.currency());
            outcome.reject(Violation.of(
                    AMOUNT,
                    "exceedsDocument",
                    "计划合计超过合同或订单金额，最多还可计划 " + left + "。",
                    "Instalments would come to more than the document; " + left + " is left to plan."));
        }
    }
}
