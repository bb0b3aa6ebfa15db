package org.penglai.crm.receivables.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.approvals.internal.ApprovalContribution;
import org.penglai.crm.approvals.internal.course.ApprovalStepsType;
import org.penglai.crm.approvals.internal.course.ApprovalsType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowStepsType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowsType;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.customers.internal.InvoiceTitleType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.contract.ContractLineType;
import org.penglai.crm.receivables.internal.contract.ContractType;
import org.penglai.crm.receivables.internal.invoice.InvoiceLineType;
import org.penglai.crm.receivables.internal.invoice.InvoiceLinkType;
import org.penglai.crm.receivables.internal.invoice.InvoiceType;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;
import org.penglai.crm.receivables.internal.receipt.AllocationType;
import org.penglai.crm.receivables.internal.receipt.ReceiptType;
import org.penglai.crm.sales.internal.catalogue.PriceListItemType;
import org.penglai.crm.sales.internal.catalogue.PriceListType;
import org.penglai.crm.sales.internal.catalogue.ProductType;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.testkit.TestKernel;

/** The books of one customer; the kernel below is shared, since it takes long to start. */
public final class Books {
    public static final String FAR = "2099-12-31";

    private static final Currencies CURRENCIES = new TwoCurrencies();
    private static final Map<TestDatabase.Kind, TestKernel> KERNELS = new EnumMap<>(TestDatabase.Kind.class);

    private final TestKernel kernel;
    public final RecordSnapshot customer;

    private Books(TestKernel kernel) {
        this.kernel = kernel;
        customer = kernel.create("customers", Map.of("name", "远航物流"));
    }

    public static synchronized Books on(TestDatabase.Kind kind) {
        return new Books(KERNELS.computeIfAbsent(kind, each -> open(each, List.of())));
    }

    /** Books of their own, with flows of approval and those who decide. */
    public static Books withApprovals(TestDatabase.Kind kind) {
        return new Books(open(
                kind,
                List.of(
                        new ApprovalFlowsType(),
                        new ApprovalFlowStepsType(),
                        new ApprovalsType(),
                        new ApprovalStepsType())));
    }

    private static TestKernel open(TestDatabase.Kind kind, List<RecordType> more) {
        TaxRates rates = day -> List.of(new BigDecimal("0.13"), new BigDecimal("0.06"), BigDecimal.ZERO);
        List<RecordType> types = new ArrayList<>(List.of(
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new InvoiceTitleType(),
                new ProductType(),
                new PriceListType(CURRENCIES),
                new PriceListItemType(),
                new OrderType(CURRENCIES),
                new OrderLineType(rates),
                new ContractType(CURRENCIES),
                new ContractLineType(),
                new PaymentPlanType(CURRENCIES),
                new ReceiptType(CURRENCIES),
                new AllocationType(),
                new InvoiceType(CURRENCIES),
                new InvoiceLineType(),
                new InvoiceLinkType()));
        ApprovalContribution approvals = new ApprovalContribution();
        if (!more.isEmpty()) {
            types.replaceAll(type -> {
                RecordDefinition extended = approvals.extend(type.definition());
                return () -> extended;
            });
        }
        types.addAll(more);
        return TestKernel.on(kind, types.toArray(RecordType[]::new));
    }

    public RecordSnapshot person(String name) {
        return kernel.create("users", Map.of("username", name + customer.id(), "name", name));
    }

    public static Caller as(RecordSnapshot person) {
        return new Caller(
                person.id(),
                person.text("username"),
                person.text("name"),
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                Set.of("*:*"));
    }

    public static Currencies currencies() {
        return CURRENCIES;
    }

    public TestKernel kernel() {
        return kernel;
    }

    /** Filter for what is of this customer. */
    public String own() {
        return "customer==" + RecordId.format(customer.id());
    }

    public Map<String, Object> ofCustomer() {
        return Map.of("customer", customer.id());
    }

    /** A contract in effect, with the instalment that it gets by itself. */
    public RecordSnapshot contract(String amount) {
        RecordSnapshot contract = draft(customer, amount);
        act(contract, "activate");
        return contract;
    }

    public RecordSnapshot draft(RecordSnapshot of, String amount) {
        return kernel.create(
                "contracts", Map.of("name", "年度供货", "customer", of.id(), "amount", yuan(amount), "endOn", FAR));
    }

    public RecordSnapshot plan(RecordSnapshot contract) {
        return kernel.list("paymentPlans", "contract.contractNo==" + contract.text("contractNo"), 1)
                .get(0);
    }

    /** A confirmed order of one line. */
    public RecordSnapshot order(String amount) {
        RecordSnapshot pump =
                kernel.create("products", Map.of("sku", "P" + customer.id() + "-" + amount, "name", "泵", "unit", "台"));
        RecordSnapshot order = kernel.create("orders", Map.of("customer", customer.id()));
        kernel.create(
                "orderLines", Map.of("order", order.id(), "product", pump.id(), "quantity", "1", "unitPrice", amount));
        act(order, "confirm");
        return order;
    }

    public RecordSnapshot receipt(String amount, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.putIfAbsent("customer", customer.id());
        values.put("amount", yuan(amount));
        return kernel.create("receipts", values);
    }

    public RecordSnapshot confirmed(String amount) {
        RecordSnapshot receipt = receipt(amount, Map.of());
        act(receipt, "confirm");
        return receipt;
    }

    public RecordSnapshot refund(RecordSnapshot receipt, String amount) {
        return receipt(amount, Map.of("kind", "refund", "original", receipt.id()));
    }

    public RecordSnapshot share(RecordSnapshot receipt, RecordSnapshot plan, String amount) {
        return kernel.apply(sharing(receipt, plan, amount)).get(0);
    }

    public RecordChange sharing(RecordSnapshot receipt, RecordSnapshot plan, String amount) {
        return new RecordChange.Create(
                "receiptAllocations",
                Map.of("receipt", receipt.id(), "paymentPlan", plan.id(), "amount", yuan(amount)));
    }

    public RecordSnapshot act(RecordSnapshot record, String action) {
        return kernel.act(record, action, Map.of());
    }

    public RecordSnapshot because(RecordSnapshot record, String action) {
        return kernel.act(record, action, Map.of("reason", "测试"));
    }

    public RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    public BigDecimal amount(RecordSnapshot record, String field) {
        Money money = now(record).get(field, Money.class);
        return money == null ? BigDecimal.ZERO : money.amount();
    }

    public void amounts(RecordSnapshot record, String field, String expected) {
        assertThat(amount(record, field)).as(field + " of " + record.type()).isEqualByComparingTo(expected);
    }

    public void text(RecordSnapshot record, String field, String expected) {
        assertThat(now(record).text(field)).isEqualTo(expected);
    }

    /** By a person with all rights, and not by the platform. */
    public void deletedBySomebody(RecordSnapshot record) {
        Caller somebody = new Caller(7, "wang", "Wang", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
        kernel.records().apply(somebody, List.of(new RecordChange.Delete(record.type(), record.id(), null)));
    }

    /** The write is refused with the code, as a whole or at a field. */
    public static void refused(String code, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(CrmException.class, refusal -> {
            List<String> codes = refusal instanceof Invalid
                    ? refusal.violations().stream().map(Violation::code).toList()
                    : List.of(refusal.code());
            assertThat(codes).contains(code);
        });
    }

    public static Money yuan(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }

    /** Renminbi, and dollars at 7.1. */
    private static final class TwoCurrencies implements Currencies {
        @Override
        public String base() {
            return "CNY";
        }

        @Override
        public int minorUnits(String currency) {
            return 2;
        }

        @Override
        public boolean isInUse(String currency) {
            return rate(currency, null).isPresent();
        }

        @Override
        public Optional<BigDecimal> rate(String currency, LocalDate day) {
            return currency.equals("CNY")
                    ? Optional.of(BigDecimal.ONE)
                    : currency.equals("USD") ? Optional.of(new BigDecimal("7.1")) : Optional.empty();
        }
    }
}
