package org.penglai.crm.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.work.internal.WorkKernel.SHANGHAI;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.calendar.RecordCalendar;
import org.penglai.crm.work.internal.inbox.OwnSections;
import org.penglai.crm.work.internal.watch.StoredWatches;
import org.penglai.crm.work.spi.Notifications;
import org.penglai.crm.work.spi.Watches;

class WatchAndInboxTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void peopleHearWhatConcernsThem(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            Caller li = kernel.user("li", SHANGHAI);
            Caller zhao = kernel.user("zhao", SHANGHAI);
            watchersHearOfOthersChanges(kernel, li, zhao);
            notificationsBelongToOneUser(kernel, li, zhao);
            myDayShowsWhatWaits(kernel, kernel.user("sun", SHANGHAI), zhao);
        }
    }

    private static void watchersHearOfOthersChanges(WorkKernel kernel, Caller li, Caller zhao) {
        Watches watches = StoredWatches.with(
                kernel.records, kernel.database.database(), kernel.database.transactions(), Clock.systemUTC());
        RecordSnapshot task = kernel.create(zhao, "tasks", "subject", "合同评审");
        assertThat(watches.watch(li, "tasks", task.id(), true)).isEqualTo(new Watches.State(true, 1));
        assertThat(watches.watch(li, "tasks", task.id(), true)).isEqualTo(new Watches.State(true, 1));
        assertThat(watches.state(zhao, "tasks", task.id())).isEqualTo(new Watches.State(false, 1));
        assertThatThrownBy(() -> watches.watch(li, "tasks", 4_711, true)).isInstanceOf(NotFound.class);

        kernel.update(li, task, "remark", "自己改的");
        assertThat(kernel.notifications.unread(li)).as("own changes").isZero();
        kernel.update(zhao, task, "remark", "别人改的", "priority", "high");
        kernel.act(zhao, task, "complete");
        assertThat(kernel.notifications.list(li, true, 10, 0))
                .extracting(item -> item.title().zh())
                .containsExactly("zhao执行了“完成”：任务“合同评审”：状态、完成时间", "zhao更新了任务“合同评审”：优先级、备注");
        watches.watch(li, "tasks", task.id(), false);
        kernel.update(zhao, task, "remark", "再改");
        assertThat(kernel.notifications.unread(li)).isEqualTo(2);
    }

    private static void notificationsBelongToOneUser(WorkKernel kernel, Caller li, Caller zhao) {
        kernel.notices.send(List.of(new Notice(
                Set.of(li.userId(), zhao.userId(), 0L),
                "job",
                Localized.of("长".repeat(400), "long"),
                null,
                null,
                null)));
        Notifications.Item first = kernel.notifications.list(li, true, 1, 0).get(0);
        assertThat(first.title().zh()).hasSize(300).endsWith("…");
        assertThat(kernel.notifications.list(li, true, 10, first.id())).hasSize(2);
        kernel.notifications.read(zhao, List.of(first.id()));
        assertThat(kernel.notifications.unread(li)).as("somebody else's").isEqualTo(3);
        assertThat(kernel.notifications.find(zhao, first.id())).isEmpty();
        kernel.notifications.read(li, List.of(first.id()));
        assertThat(kernel.notifications.unread(li)).isEqualTo(2);
        kernel.notifications.readAll(li);
        assertThat(kernel.notifications.unread(li)).isZero();
        assertThat(kernel.notifications.list(li, false, 10, 0)).hasSize(3);
        assertThat(kernel.notifications.unread(zhao)).isEqualTo(1);
    }

    private static void myDayShowsWhatWaits(WorkKernel kernel, Caller sun, Caller zhao) {
        Instant noon = LocalDate.of(2027, 5, 12).atTime(12, 0).atZone(SHANGHAI).toInstant();
        List<RecordLink> about = List.of(new RecordLink("users", zhao.userId()));
        kernel.create(sun, "tasks", "subject", "昨天", "dueAt", noon.minus(Duration.ofDays(1)), "related", about);
        kernel.create(sun, "tasks", "subject", "今早", "dueAt", noon.minus(Duration.ofHours(2)));
        kernel.create(sun, "tasks", "subject", "今晚", "dueAt", noon.plus(Duration.ofHours(6)));
        kernel.create(sun, "tasks", "subject", "后天", "dueAt", noon.plus(Duration.ofDays(2)));
        kernel.create(sun, "tasks", "subject", "下月", "dueAt", noon.plus(Duration.ofDays(30)));
        kernel.create(zhao, "tasks", "subject", "别人的", "dueAt", noon);
        kernel.act(sun, kernel.create(sun, "tasks", "subject", "完成的", "dueAt", noon), "complete");
        kernel.create(sun, "appointments", "subject", "周会", "startAt", noon, "location", "二楼");
        OwnSections own = new OwnSections(
                kernel.records,
                new RecordCalendar(kernel.records),
                kernel.notifications,
                new RecordTitles(kernel.types, kernel.records));
        List<InboxSection> sections = own.sections(sun, noon);
        assertThat(titles(sections, "overdue")).containsExactly("昨天");
        assertThat(titles(sections, "today")).containsExactly("今早", "今晚");
        assertThat(titles(sections, "week")).containsExactly("后天");
        assertThat(titles(sections, "appointments")).containsExactly("周会");
        assertThat(titles(sections, "mentions")).isEmpty();
        InboxSection overdue = sections.get(0);
        assertThat(overdue.items().get(0).overdue()).isTrue();
        assertThat(overdue.items().get(0).actions()).containsExactly("complete");
        assertThat(overdue.items().get(0).subtitle())
                .as("users are not for everybody")
                .isNull();
        Caller stranger = new Caller(sun.userId(), "sun", "sun", sun.locale(), sun.zone(), Set.of());
        assertThat(own.sections(stranger, noon))
                .allSatisfy(section -> assertThat(section.items()).isEmpty());
    }

    private static List<String> titles(List<InboxSection> sections, String id) {
        return sections.stream()
                .filter(section -> section.id().equals(id))
                .flatMap(section -> section.items().stream())
                .map(item -> item.title())
                .toList();
    }
}
