package org.penglai.crm.work.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.work.internal.WorkKernel.SHANGHAI;
import static org.penglai.crm.work.internal.WorkKernel.values;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.WorkKernel;
import org.penglai.crm.work.spi.Notifications;

class ActivitiesTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void loggingNeedsLittleAndPlansTheNextContact(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            Caller li = kernel.user("li", SHANGHAI);
            Caller zhao = kernel.user("zhao", SHANGHAI);
            whatIsLeftOutIsFilledIn(kernel, li);
            onlyRealContactsCount(kernel, li);
            thereIsOneOpenFollowUpTask(kernel, li, zhao);
            thoseWhoAreNamedHearOnce(kernel, li, zhao);
            aRollbackLeavesNoNotice(kernel, li, zhao);
        }
    }

    private void whatIsLeftOutIsFilledIn(WorkKernel kernel, Caller li) {
        RecordSnapshot call = kernel.create(li, "activities", "kind", "call", "content", "\n  客户希望下周报价 \n细节见附件");
        assertThat(call.text("subject")).isEqualTo("客户希望下周报价");
        assertThat(call.get("occurredAt", Instant.class)).isBetween(now.minusSeconds(1), Instant.now());
        assertThat(kernel.create(li, "activities", "kind", "visit").text("subject"))
                .isEqualTo("拜访");
        assertThatThrownBy(() -> kernel.create(
                        li, "activities", "kind", "call", "nextFollowUpAt", now.minus(Duration.ofDays(1))))
                .isInstanceOf(Invalid.class);
    }

    private void onlyRealContactsCount(WorkKernel kernel, Caller li) {
        assertThat(counts(kernel.create(li, "activities", "kind", "call"))).isTrue();
        assertThat(counts(kernel.create(li, "activities", "kind", "note"))).isFalse();
        assertThat(counts(kernel.create(Caller.system(), "activities", "kind", "mail")))
                .as("automatic")
                .isFalse();
        assertThat(counts(kernel.create(li, "activities", "kind", "call", "countsAsFollowUp", false)))
                .as("as imports say unless their file says otherwise")
                .isFalse();
        assertThat(counts(kernel.create(li, "activities", "kind", "note", "countsAsFollowUp", true)))
                .isFalse();
        RecordSnapshot call = kernel.create(li, "activities", "kind", "call");
        assertThat(counts(kernel.update(li, call, "kind", "note"))).isFalse();
        RecordSnapshot note = kernel.create(li, "activities", "kind", "note");
        assertThat(counts(kernel.update(li, note, "kind", "call"))).isTrue();
    }

    private static boolean counts(RecordSnapshot activity) {
        return activity.get("countsAsFollowUp", Boolean.class);
    }

    private void thereIsOneOpenFollowUpTask(WorkKernel kernel, Caller li, Caller zhao) {
        List<RecordLink> about = List.of(new RecordLink("users", zhao.userId()));
        Instant tomorrow = now.plus(Duration.ofDays(1));
        Instant later = now.plus(Duration.ofDays(7));
        RecordSnapshot first =
                kernel.create(li, "activities", "kind", "call", "related", about, "nextFollowUpAt", tomorrow);
        RecordSnapshot task = onlyFollowUp(kernel);
        assertThat(task.values())
                .containsEntry("subject", "跟进：zhao")
                .containsEntry("dueAt", tomorrow)
                .containsEntry("remindAt", tomorrow)
                .containsEntry("owner", li.userId())
                .containsEntry("related", about)
                .containsEntry("activity", first.id());

        RecordSnapshot second =
                kernel.create(li, "activities", "kind", "visit", "related", about, "nextFollowUpAt", later);
        assertThat(onlyFollowUp(kernel).values())
                .containsEntry("id", task.id())
                .containsEntry("dueAt", later)
                .containsEntry("activity", second.id());

        kernel.update(li, second, "nextFollowUpAt", tomorrow);
        assertThat(onlyFollowUp(kernel).values()).containsEntry("dueAt", tomorrow);

        kernel.act(li, task, "complete");
        kernel.create(li, "activities", "kind", "call", "related", about, "nextFollowUpAt", later);
        assertThat(onlyFollowUp(kernel).id()).as("a new one").isNotEqualTo(task.id());
    }

    private static RecordSnapshot onlyFollowUp(WorkKernel kernel) {
        List<RecordSnapshot> open = kernel.list("tasks", "followUp==true;status==open");
        assertThat(open).hasSize(1);
        return open.get(0);
    }

    private static void thoseWhoAreNamedHearOnce(WorkKernel kernel, Caller li, Caller zhao) {
        String zhaoHere = "@[zhao](" + Ids.format(zhao.userId()) + ")";
        String liHere = "@[li](" + Ids.format(li.userId()) + ")";
        RecordSnapshot note = kernel.create(li, "activities", "content", "请 " + zhaoHere + " 看一下，我 " + liHere + " 已确认");
        assertThat(note.text("subject")).isEqualTo("请 @zhao 看一下，我 @li 已确认");
        List<Notifications.Item> heard = kernel.notifications.list(zhao, true, 10, 0);
        assertThat(heard).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo("mention");
            assertThat(item.title().zh()).isEqualTo("li 提到了你");
            assertThat(item.text()).startsWith("请 @zhao 看一下");
            assertThat(item.recordId()).isEqualTo(note.id());
        });
        assertThat(kernel.notifications.list(li, false, 10, 0)).isEmpty();
        kernel.update(li, note, "content", zhaoHere + " 再看一下");
        assertThat(kernel.notifications.unread(zhao)).isEqualTo(1);
        assertThat(kernel.told).anySatisfy(update -> {
            assertThat(update.topic()).isEqualTo("notification");
            assertThat(update.userId()).isEqualTo(zhao.userId());
        });
    }

    private static void aRollbackLeavesNoNotice(WorkKernel kernel, Caller li, Caller zhao) {
        int before = kernel.notifications.unread(zhao);
        int told = kernel.told.size();
        Map<String, Object> good = values("content", "@[zhao](" + Ids.format(zhao.userId()) + ") 你好", "kind", "note");
        // The reference is checked inside the transaction, so this one fails behind the other.
        Map<String, Object> bad = values("content", "x", "related", List.of(new RecordLink("users", 4_711L)));
        assertThatThrownBy(() -> kernel.records.apply(
                        li,
                        List.of(
                                new RecordChange.Create("activities", good),
                                new RecordChange.Create("activities", bad))))
                .isInstanceOf(Invalid.class);
        kernel.database.transactions().run(transaction -> {
            kernel.notices.send(List.of(new org.penglai.crm.api.notices.Notice(
                    java.util.Set.of(zhao.userId()),
                    "job",
                    org.penglai.crm.api.Localized.same("x"),
                    null,
                    null,
                    null)));
            transaction.rollbackOnly();
            return null;
        });
        assertThat(kernel.notifications.unread(zhao)).isEqualTo(before);
        assertThat(kernel.told).hasSize(told);
    }
}
