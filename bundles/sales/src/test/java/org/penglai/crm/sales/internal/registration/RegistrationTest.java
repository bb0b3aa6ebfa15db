package org.penglai.crm.sales.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class RegistrationTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoComesLaterHearsWhoHasTheCustomerAndADisputeIsDecided(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot li = SalesKernel.person(kernel, "李雷");
            RecordSnapshot han = SalesKernel.person(kernel, "韩梅");
            RecordSnapshot held = register(kernel, "云启科技有限公司", li, null);
            assertThat(held.text("status")).isEqualTo("protected");
            assertThat(Duration.between(
                            held.get("registeredAt", Instant.class), held.get("protectedUntil", Instant.class)))
                    .isEqualTo(Duration.ofDays(90));
            assertThatThrownBy(() -> register(kernel, "云启科技", han, null))
                    .isInstanceOfSatisfying(
                            Conflict.class, refused -> assertThat(refused.text().zh())
                                    .contains("李雷", "云启***")
                                    .doesNotContain("云启科技"));
            assertThatThrownBy(() -> register(kernel, "云启科技", li, "我的")).isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> kernel.update(held, Map.of("customerName", "别的公司")))
                    .isInstanceOf(Invalid.class);

            RecordSnapshot first = register(kernel, "云启科技", han, "我先拜访");
            assertThat(first.text("status")).isEqualTo("disputed");
            assertThat(first.reference("against")).isEqualTo(held.id());
            assertThatThrownBy(() -> kernel.act(first, "dismiss", Map.of()))
                    .as("a decision has a reason")
                    .isInstanceOf(Invalid.class);
            RecordSnapshot dismissed = kernel.act(first, "dismiss", Map.of("decision", "报备在先"));
            assertThat(dismissed.text("status")).isEqualTo("dismissed");
            assertThat(dismissed.text("decision")).isEqualTo("报备在先");
            assertThat(kernel.now(held).orElseThrow().reference("owner")).isEqualTo(li.id());

            RecordSnapshot second = register(kernel, "云启科技", han, "有合同");
            assertThat(kernel.act(second, "grant", Map.of("decision", "合同为证")).text("status"))
                    .isEqualTo("granted");
            assertThat(kernel.now(held).orElseThrow().reference("owner")).isEqualTo(han.id());
            assertThatThrownBy(() -> kernel.act(second, "grant", Map.of("decision", "又一次")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAsteriskInANameIsNoPattern(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot li = SalesKernel.person(kernel, "李雷");
            register(kernel, "云启科技", li, null);
            assertThat(register(kernel, "云*", SalesKernel.person(kernel, "韩梅"), null)
                            .text("status"))
                    .isEqualTo("protected");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsReleasedOrHasRunOutIsFree(TestDatabase.Kind kind) throws InterruptedException {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot li = SalesKernel.person(kernel, "李雷");
            RecordSnapshot han = SalesKernel.person(kernel, "韩梅");
            kernel.act(register(kernel, "云启科技", li, null), "release", Map.of());
            RecordSnapshot next = register(kernel, "云启科技", han, null);
            Expiry expiry = new Expiry(kernel.records());
            expiry.run(Instant.now().plus(Duration.ofDays(89)));
            assertThat(kernel.now(next).orElseThrow().text("status")).isEqualTo("protected");
            expiry.run(Instant.now().plus(Duration.ofDays(91)));
            assertThat(kernel.now(next).orElseThrow().text("status")).isEqualTo("expired");
            assertThat(register(kernel, "云启科技", li, null).text("status")).isEqualTo("protected");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofTwoWhoRegisterAtOnceOneWins(TestDatabase.Kind kind) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(2);
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot li = SalesKernel.person(kernel, "李雷");
            RecordSnapshot han = SalesKernel.person(kernel, "韩梅");
            for (int round = 0; round < 5; round++) {
                String name = "客户" + round;
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Boolean>> answers = new ArrayList<>();
                for (RecordSnapshot each : List.of(li, han)) {
                    answers.add(people.submit(() -> {
                        together.await();
                        try {
                            register(kernel, name, each, null);
                            return true;
                        } catch (Conflict | Invalid late) {
                            return false;
                        }
                    }));
                }
                int winners = 0;
                for (Future<Boolean> answer : answers) {
                    winners += answer.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
                assertThat(kernel.list(RegistrationType.TYPE, "customerName==" + name, 10))
                        .hasSize(1);
            }
        } finally {
            people.shutdownNow();
        }
    }

    private static RecordSnapshot register(TestKernel kernel, String name, RecordSnapshot owner, String reason) {
        Map<String, Object> values = new HashMap<>(Map.of("customerName", name, "owner", owner.id()));
        values.put("reason", reason);
        return kernel.create(RegistrationType.TYPE, values);
    }
}
