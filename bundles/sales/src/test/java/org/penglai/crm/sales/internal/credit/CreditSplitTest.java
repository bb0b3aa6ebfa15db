package org.penglai.crm.sales.internal.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.LOST;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.NEEDS;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.WON;
import static org.penglai.crm.sales.internal.opportunity.SalesKernel.yuan;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.document.TwoCurrencies;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.security.internal.department.DepartmentsType;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.testkit.TestKernel;

class CreditSplitTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theSharesAlwaysAddUpToOne(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            RecordSnapshot zhang = SalesKernel.person(kernel, "张三");
            RecordSnapshot li = SalesKernel.person(kernel, "李四");
            RecordSnapshot wang = SalesKernel.person(kernel, "王五");
            RecordSnapshot deal = deal(kernel, zhang, 1_000);
            assertThat(ownerShare(kernel, deal)).isEqualByComparingTo("1");
            RecordSnapshot first = share(kernel, deal, li, "0.3");
            assertThat(first.text("title")).isEqualTo("李四 30%");
            RecordSnapshot second = share(kernel, deal, wang, "0.5");
            assertThat(ownerShare(kernel, deal)).isEqualByComparingTo("0.2");

            assertThat(refused(() -> kernel.update(second, Map.of("share", "0.7001"))))
                    .containsExactly(tuple("share", "overHundred"));
            assertThat(refused(() -> share(kernel, deal, zhang, "0"))).containsExactly(tuple("share", "outOfRange"));
            assertThatThrownBy(() -> share(kernel, deal, li, "0.1"))
                    .as("once for each person")
                    .isInstanceOf(CrmException.class);
            kernel.update(second, Map.of("share", "0.7"));
            assertThat(ownerShare(kernel, deal)).isEqualByComparingTo("0");
            kernel.delete(first);
            assertThat(ownerShare(kernel, deal)).isEqualByComparingTo("0.3");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void manyAtOnceNeverGiveAwayMoreThanThereIs(TestDatabase.Kind kind) throws Exception {
        int people = 6;
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try (TestKernel kernel = kernel(kind)) {
            RecordSnapshot deal = deal(kernel, SalesKernel.person(kernel, "张三"), 1_000);
            CyclicBarrier together = new CyclicBarrier(people);
            List<Future<Boolean>> given = new ArrayList<>();
            for (int at = 0; at < people; at++) {
                RecordSnapshot person = SalesKernel.person(kernel, "p" + at);
                given.add(threads.submit(() -> {
                    together.await();
                    try {
                        share(kernel, deal, person, "0.3");
                        return true;
                    } catch (CrmException full) {
                        return false;
                    }
                }));
            }
            int granted = 0;
            for (Future<Boolean> each : given) {
                granted += each.get() ? 1 : 0;
            }
            assertThat(granted).isBetween(1, 3);
            assertThat(ownerShare(kernel, deal))
                    .isEqualByComparingTo(
                            BigDecimal.ONE.subtract(new BigDecimal("0.3").multiply(BigDecimal.valueOf(granted))));
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aWonDealCreditsEverybodyInTheDepartmentOfThatDayForGood(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            RecordSnapshot east = kernel.create("departments", Map.of("name", "华东"));
            RecordSnapshot west = kernel.create("departments", Map.of("name", "华西"));
            RecordSnapshot zhang = person(kernel, "张三", east);
            RecordSnapshot li = person(kernel, "李四", west);
            RecordSnapshot wang = person(kernel, "王五", west);
            RecordSnapshot deal = deal(kernel, zhang, 100);
            share(kernel, deal, li, "0.3333");
            share(kernel, deal, wang, "0.3333");
            assertThat(kernel.list("salesCredits", "", 10)).isEmpty();
            kernel.update(deal, Map.of("stage", WON, "closeReason", "product"));
            assertThat(held(kernel))
                    .as("to the minor unit, nothing lost")
                    .containsExactlyInAnyOrder(
                            tuple(zhang.id(), east.id(), "33.34"),
                            tuple(li.id(), west.id(), "33.33"),
                            tuple(wang.id(), west.id(), "33.33"));

            kernel.update(zhang, Map.of("department", west.id()));
            kernel.update(li, Map.of("department", east.id()));
            kernel.update(deal, Map.of("owner", wang.id()));
            kernel.update(deal, Map.of("amount", yuan(200)));
            assertThat(held(kernel))
                    .containsExactlyInAnyOrder(
                            tuple(zhang.id(), east.id(), "66.68"),
                            tuple(li.id(), west.id(), "66.66"),
                            tuple(wang.id(), west.id(), "66.66"));
            assertThat(kernel.list("salesCredits", "", 10)).as("and what was").hasSize(6);

            RecordSnapshot given = kernel.list("creditShares", "", 1).get(0);
            assertThatThrownBy(() -> kernel.update(given, Map.of("share", "0.1")))
                    .isInstanceOf(Conflict.class);
            assertThatThrownBy(() ->
                            kernel.delete(kernel.list("salesCredits", "", 1).get(0)))
                    .isInstanceOf(Conflict.class);

            kernel.update(deal, Map.of("stage", NEEDS));
            assertThat(held(kernel)).as("open again").isEmpty();
            kernel.update(deal, Map.of("stage", LOST, "closeReason", "price"));
            assertThat(held(kernel)).as("nobody is credited with what is lost").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCustomerKnowsWhatItsWonDealsAreWorthAndAboveItItsParent(TestDatabase.Kind kind) {
        try (TestKernel kernel = kernel(kind)) {
            WonAmounts amounts = new WonAmounts(kernel.records(), kernel.totals(), new TwoCurrencies());
            RecordSnapshot deal = deal(kernel, SalesKernel.person(kernel, "张三"), 500);
            RecordSnapshot customer = customer(kernel, deal);
            RecordSnapshot parent = kernel.create("customers", Map.of("name", "集团"));
            kernel.update(customer, Map.of("parent", parent.id()));
            RecordSnapshot second = kernel.create(
                    OpportunityType.TYPE,
                    Map.of(
                            "name",
                            "二期",
                            "customer",
                            customer.id(),
                            "amount",
                            new Money(new BigDecimal("100.00"), "USD"),
                            "expectedCloseOn",
                            LocalDate.of(2026, 5, 1)));
            for (RecordSnapshot each : List.of(deal, second)) {
                kernel.update(each, Map.of("stage", WON, "closeReason", "product"));
                amounts.handle(told(each, "updated", Map.of("baseAmount", List.of("before", "after"))));
            }
            BigDecimal worth = kernel.list(OpportunityType.TYPE, "status==won", 5).stream()
                    .map(each -> each.get("baseAmount", Money.class).amount())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(worth).isGreaterThan(new BigDecimal("600"));
            assertThat(amount(kernel, customer, "wonAmount")).isEqualByComparingTo(worth);
            assertThat(amount(kernel, parent, "subtreeWonAmount")).isEqualByComparingTo(worth);

            kernel.delete(kernel.now(second).orElseThrow());
            assertThat(amount(kernel, customer, "wonAmount")).isEqualByComparingTo("500");
            amounts.handle(told(kernel.restore(second), "restored", Map.of()));
            assertThat(amount(kernel, parent, "subtreeWonAmount")).isEqualByComparingTo(worth);
            kernel.delete(kernel.now(second).orElseThrow());
            kernel.update(deal, Map.of("customer", parent.id()));
            amounts.handle(told(
                    deal,
                    "updated",
                    Map.of("customer", List.of(RecordId.format(customer.id()), RecordId.format(parent.id())))));
            assertThat(amount(kernel, customer, "wonAmount")).isEqualByComparingTo("0");
            assertThat(amount(kernel, parent, "wonAmount")).isEqualByComparingTo("500");
            assertThat(amount(kernel, parent, "subtreeWonAmount")).isEqualByComparingTo("500");
        }
    }

    private static TestKernel kernel(TestDatabase.Kind kind) {
        return SalesKernel.on(kind, Clock.systemUTC(), new UsersType(), new DepartmentsType());
    }

    private static RecordSnapshot person(TestKernel kernel, String name, RecordSnapshot department) {
        return kernel.update(SalesKernel.person(kernel, name), Map.of("department", department.id()));
    }

    private static RecordSnapshot deal(TestKernel kernel, RecordSnapshot owner, long amount) {
        return SalesKernel.opportunity(
                kernel,
                Map.of(
                        "owner",
                        owner.id(),
                        "stage",
                        NEEDS,
                        "amount",
                        yuan(amount),
                        "expectedCloseOn",
                        LocalDate.of(2026, 5, 1)));
    }

    private static RecordSnapshot share(TestKernel kernel, RecordSnapshot deal, RecordSnapshot user, String share) {
        return kernel.create(CreditShareType.TYPE, Map.of("opportunity", deal.id(), "user", user.id(), "share", share));
    }

    private static BigDecimal ownerShare(TestKernel kernel, RecordSnapshot deal) {
        return kernel.now(deal).orElseThrow().get("ownerShare", BigDecimal.class);
    }

    private static RecordSnapshot customer(TestKernel kernel, RecordSnapshot deal) {
        return kernel.list("customers", "id==" + RecordId.format(deal.reference("customer")), 1)
                .get(0);
    }

    private static BigDecimal amount(TestKernel kernel, RecordSnapshot customer, String field) {
        Money amount = kernel.now(customer).orElseThrow().get(field, Money.class);
        return amount == null ? BigDecimal.ZERO : amount.amount();
    }

    private static RecordEvent told(RecordSnapshot deal, String operation, Map<String, Object> changes) {
        return new RecordEvent(1, Instant.now(), OpportunityType.TYPE, deal.id(), 1, operation, 0, changes);
    }

    private static List<Tuple> held(TestKernel kernel) {
        return kernel.list("salesCredits", "until=null=true", 10).stream()
                .map(row -> tuple(
                        row.reference("owner"),
                        row.reference("ownerDepartment"),
                        row.get("baseAmount", Money.class).amount().setScale(2).toPlainString()))
                .toList();
    }

    private static List<Tuple> refused(ThrowingCallable call) {
        return catchThrowableOfType(call, Invalid.class).violations().stream()
                .map(violation -> tuple(violation.field(), violation.code()))
                .toList();
    }
}
