package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
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
    void managersSeeWhatTheirPeopleHaveMissedAndWhoHasFallenSilent(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            kernel.create("revisitPlans", Map.of("name", "每月", "everyDays", 30));
            RecordSnapshot report = customer(kernel, "下属的", "A", 8, 40);
            RecordSnapshot below = customer(kernel, "下级部门的", "A", 9, 50);
            customer(kernel, "自己的", "A", 7, 60);
            customer(kernel, "别人的", "A", 10, 70);
            RecordSnapshot silent = kernel.act(customer(kernel, "沉默的", "A", 8, 300), "markEngaged", Map.of());
            new SilentCustomers(kernel.records(), Duration.ofDays(180)).run(now);

            List<InboxSection> sections = new TeamRevisits(new People(kernel.records())).sections(LI, now);

            assertThat(sections)
                    .extracting(InboxSection::id)
                    .containsExactly("customers.teamRevisits", "customers.teamSilent");
            assertThat(sections.get(0).items())
                    .extracting(InboxItem::id)
                    .containsExactly(silent.id(), below.id(), report.id());
            assertThat(sections.get(0).items().get(2).subtitle()).isEqualTo("王强 · 每月");
            assertThat(sections.get(1).items()).extracting(InboxItem::id).containsExactly(silent.id());
            Caller nobody = new Caller(99, "x", "x", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
            assertThat(new TeamRevisits(new People(kernel.records())).sections(nobody, now))
                    .isEmpty();
            assertThat(new TeamRevisits(kernel.records()).sections(LI, now))
                    .as("without users")
                    .isEmpty();
        }
    }

    /** User 7 leads user 8 and department 70; user 9 belongs to department 71 below it. */
    private record People(RecordReader others) implements RecordReader {
        @Override
        public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
            return others.find(caller, type, id);
        }

        @Override
        public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
            String filter = query.filter();
            String chief = "manager==" + RecordId.format(7);
            if (type.equals("departments")) {
                return filter.equals(chief)
                        ? List.of(named(type, 70, "销售部"))
                        : filter.equals("parent=in=(" + RecordId.format(70) + ")")
                                ? List.of(named(type, 71, "华东"))
                                : List.of();
            }
            if (type.equals("users")) {
                String all = "status==active;(" + chief + ",department=in=(" + RecordId.format(70) + ","
                        + RecordId.format(71) + "))";
                return filter.equals(all)
                        ? List.of(named(type, 7, "李敏"), named(type, 8, "王强"), named(type, 9, "周红"))
                        : List.of();
            }
            return others.list(caller, type, query);
        }

        private static RecordSnapshot named(String type, long id, String name) {
            return new RecordSnapshot(type, id, 1, Map.of("name", name));
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
