package org.penglai.crm.sales.internal.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;

class StagnationTest {
    private static final Caller SELLER =
            new Caller(7, "seller", "seller", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoseDealDoesNotMoveIsToldOnceAndHasItInMyDayUntilItMoves(TestDatabase.Kind kind) throws Exception {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot seller = SalesKernel.person(kernel, "seller");
            RecordSnapshot deal = SalesKernel.opportunity(kernel, Map.of("owner", seller.id()));
            RecordSnapshot other = SalesKernel.person(kernel, "other");
            SalesKernel.opportunity(kernel, Map.of("name", "别人的", "owner", other.id()));
            StagnationAlerts alerts = new StagnationAlerts(kernel.records());
            Instant soon = Instant.now().plus(Duration.ofDays(13));
            alerts.run(soon);
            assertThat(told(kernel, deal)).isNull();
            assertThat(inbox(kernel, seller, soon)).isEmpty();

            Instant late = Instant.now().plus(Duration.ofDays(15));
            alerts.run(late);
            Instant first = told(kernel, deal);
            assertThat(first).isNotNull();
            assertThat(inbox(kernel, seller, late)).extracting(InboxItem::title).containsExactly("远航物流仓储系统");
            alerts.run(late.plus(Duration.ofDays(1)));
            assertThat(told(kernel, deal)).isEqualTo(first);

            kernel.update(deal, Map.of("stage", SalesKernel.NEEDS));
            assertThat(told(kernel, deal)).isNull();
            assertThat(inbox(kernel, seller, Instant.now().plus(Duration.ofDays(13))))
                    .isEmpty();
        }
    }

    /** The notice stands or falls with the mark, so each mark is one notice. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void closedDealsAreNeverStagnant(TestDatabase.Kind kind) throws Exception {
        try (TestKernel kernel = SalesKernel.withPeople(kind)) {
            RecordSnapshot seller = SalesKernel.person(kernel, "seller");
            RecordSnapshot deal = SalesKernel.opportunity(kernel, Map.of("owner", seller.id()));
            kernel.update(deal, Map.of("stage", SalesKernel.LOST, "closeReason", "price"));
            Instant late = Instant.now().plus(Duration.ofDays(400));
            new StagnationAlerts(kernel.records()).run(late);
            assertThat(told(kernel, deal)).isNull();
            assertThat(inbox(kernel, seller, late)).isEmpty();
        }
    }

    private static Instant told(TestKernel kernel, RecordSnapshot deal) {
        return kernel.now(deal).orElseThrow().get("stagnantToldAt", Instant.class);
    }

    private static List<InboxItem> inbox(TestKernel kernel, RecordSnapshot seller, Instant now) {
        Caller caller = new Caller(
                seller.id(), "seller", "seller", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
        return new StagnantDeals(kernel.records())
                .sections(caller, now).stream()
                        .flatMap(section -> section.items().stream())
                        .toList();
    }
}
