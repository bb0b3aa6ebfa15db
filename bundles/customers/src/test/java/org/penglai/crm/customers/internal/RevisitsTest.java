package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.persistence.testing.TestDatabase;

class RevisitsTest {
    private static final Caller LI =
            new Caller(7, "li", "李敏", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));

    private final Instant now = Instant.now();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aMissedCycleOfOnesOwnCustomersIsInMyDay(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot late = customer(kernel, "云启科技", "A", 7, 31);
            RecordSnapshot inTime = customer(kernel, "海川食品", "A", 7, 29);
            RecordSnapshot colleagues = customer(kernel, "青山机械", "A", 8, 100);
            RecordSnapshot otherLevel = customer(kernel, "蓝天物流", "C", 7, 100);
            RecordSnapshot lost = customer(kernel, "远方贸易", "A", 7, 100);
            kernel.act(lost, "markLost", Map.of("reason", "价格"));
            assertThat(missed(kernel)).isEmpty();

            kernel.create("revisitPlans", Map.of("name", "A级每月", "level", "A", "everyDays", 30));
            assertThat(missed(kernel)).extracting(InboxItem::id).containsExactly(late.id());
            assertThat(missed(kernel).get(0).at()).isCloseTo(now.minus(Duration.ofDays(1)), within());

            kernel.create("revisitPlans", Map.of("name", "全部每季", "everyDays", 90));
            assertThat(missed(kernel))
                    .extracting(InboxItem::id)
                    .containsExactly(otherLevel.id(), late.id())
                    .doesNotContain(inTime.id(), colleagues.id());
            kernel.followedUp(late, now);
            assertThat(missed(kernel)).extracting(InboxItem::id).containsExactly(otherLevel.id());
            assertThatThrownBy(() -> kernel.create("revisitPlans", Map.of("name", "无", "everyDays", 0)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoIsNotHeardOfForLongIsSilentUntilHeardOfAgain(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            SilentCustomers silence = new SilentCustomers(kernel.records(), Duration.ofDays(180));
            RecordSnapshot engaged = kernel.act(customer(kernel, "云启科技", "A", 7, 181), "markEngaged", Map.of());
            RecordSnapshot fresh = kernel.act(customer(kernel, "海川食品", "A", 7, 179), "markEngaged", Map.of());
            RecordSnapshot potential = customer(kernel, "青山机械", "A", 7, 500);

            silence.run(now);
            silence.run(now);
            assertThat(kernel.now(engaged).text("status")).isEqualTo("silent");
            assertThat(kernel.now(fresh).text("status")).isEqualTo("engaged");
            assertThat(kernel.now(potential).text("status")).isEqualTo("potential");

            kernel.followedUp(engaged, now);
            silence.run(now);
            assertThat(kernel.now(engaged).text("status")).isEqualTo("engaged");
        }
    }

    private RecordSnapshot customer(CustomerKernel kernel, String name, String level, long owner, int daysAgo) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", name, "level", level));
        kernel.ownedBy(customer, owner);
        kernel.followedUp(customer, now.minus(Duration.ofDays(daysAgo)));
        return customer;
    }

    private List<InboxItem> missed(CustomerKernel kernel) {
        return new Revisits(kernel.records())
                .sections(LI, now).stream()
                        .flatMap(section -> section.items().stream())
                        .toList();
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(5, java.time.temporal.ChronoUnit.SECONDS);
    }
}
