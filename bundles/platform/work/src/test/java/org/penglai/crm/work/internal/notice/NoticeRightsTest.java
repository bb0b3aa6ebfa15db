package org.penglai.crm.work.internal.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;
import org.penglai.crm.work.internal.WorkKernel;
import org.penglai.crm.work.internal.calendar.RecordCalendar;
import org.penglai.crm.work.internal.reminder.ReminderRound;
import org.penglai.crm.work.internal.watch.StoredWatches;
import org.penglai.crm.work.spi.Watches;

/** Nobody is told what happens in a record that he does not see at that moment. */
class NoticeRightsTest {
    private static final Set<String> ALL = Set.of("*:*");

    private final Map<Long, RoleRights> roles = new HashMap<>();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void toldAreThoseWhoSeeIt(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            Caller boss = kernel.user("boss", WorkKernel.SHANGHAI);
            Caller li = kernel.user("li", WorkKernel.SHANGHAI);
            Caller zhao = kernel.user("zhao", WorkKernel.SHANGHAI);
            role(boss, Map.of(), Map.of());
            role(li, own("tasks", "activities", "appointments"), Map.of("tasks.remark", FieldRight.HIDDEN));
            role(zhao, own("tasks", "activities", "appointments"), Map.of());
            kernel.rights = user -> new UserRights(
                    user,
                    false,
                    roles.containsKey(user) ? List.of(roles.get(user)) : List.of(),
                    Map.of(DataScope.OWN, Set.of(user)));

            watchersWhoLostTheRecordHearNothing(kernel, boss, li, zhao);
            mentionsTellNothingOfWhatIsOutOfSight(kernel, boss, li);
            whoTakesPartSeesTheAppointment(kernel, boss, li, zhao);
        }
    }

    private void role(Caller user, Map<String, DataScope> scopes, Map<String, FieldRight> fields) {
        roles.put(user.userId(), new RoleRights("r", "R", ALL, scopes, fields));
    }

    private static Map<String, DataScope> own(String... types) {
        Map<String, DataScope> scopes = new HashMap<>();
        List.of(types).forEach(type -> scopes.put(type + ":read", DataScope.OWN));
        return scopes;
    }

    private static void watchersWhoLostTheRecordHearNothing(WorkKernel kernel, Caller boss, Caller li, Caller zhao) {
        Watches watches = StoredWatches.with(
                kernel.records, kernel.database.database(), kernel.database.transactions(), Clock.systemUTC());
        RecordSnapshot task = kernel.create(li, "tasks", "subject", "报价");
        watches.watch(li, "tasks", task.id(), true);

        kernel.update(boss, task, "remark", "利润很低");
        assertThat(titles(kernel, li)).as("all that changed is hidden").isEmpty();
        kernel.update(boss, task, "remark", "再谈", "priority", "high");
        assertThat(titles(kernel, li)).containsExactly("boss更新了任务“报价”：优先级");

        // From the very change on by which it is somebody else's.
        kernel.update(boss, task, "owner", Ids.format(zhao.userId()));
        kernel.update(boss, task, "subject", "机密报价");
        assertThat(titles(kernel, li)).hasSize(1).noneMatch(title -> title.contains("机密"));
    }

    private static void mentionsTellNothingOfWhatIsOutOfSight(WorkKernel kernel, Caller boss, Caller li) {
        String named = "@[li](" + Ids.format(li.userId()) + ") 密";
        kernel.create(boss, "activities", "kind", "note", "content", named);
        assertThat(titles(kernel, li)).hasSize(1);
        RecordSnapshot own = kernel.create(li, "activities", "kind", "note", "content", "x");
        kernel.update(boss, own, "content", named);
        assertThat(titles(kernel, li)).hasSize(2).contains("boss 提到了你");
    }

    private static void whoTakesPartSeesTheAppointment(WorkKernel kernel, Caller boss, Caller li, Caller zhao) {
        Instant start = Instant.parse("2027-05-12T04:00:00Z");
        kernel.planningTime = start.minus(Duration.ofDays(1));
        RecordSnapshot meeting = kernel.create(
                boss,
                "appointments",
                "subject",
                "评审会",
                "startAt",
                start,
                "remindMinutes",
                10,
                "attendees",
                List.of(new RecordLink("users", li.userId())));
        kernel.create(boss, "appointments", "subject", "闭门会", "startAt", start);

        assertThat(kernel.records.find(li, "appointments", meeting.id())).isPresent();
        assertThat(kernel.records.list(li, "appointments", new RecordQuery("", "id", 10)))
                .extracting(each -> each.text("subject"))
                .containsExactly("评审会");
        assertThat(new RecordCalendar(kernel.records)
                        .items(li, start.minusSeconds(60), start.plusSeconds(60), Set.of(li.userId())))
                .hasSize(1);
        assertThat(kernel.records.find(zhao, "appointments", meeting.id())).isEmpty();
        assertThat(kernel.access.reaches(li, kernel.types.get("appointments"), "update", meeting.id()))
                .as("seen, not changed")
                .isFalse();
        assertThat(kernel.access.reasons(li.userId(), kernel.types.get("appointments"), "read", meeting.id()))
                .extracting(reason -> reason.code())
                .containsExactly("attendee");

        int before = titles(kernel, li).size();
        ReminderRound round = new ReminderRound(
                kernel.records, kernel.notices, kernel.database.database(), kernel.database.transactions());
        run(round, start.minus(Duration.ofMinutes(5)));
        assertThat(titles(kernel, li)).hasSize(before + 1).anyMatch(title -> title.contains("评审会"));
    }

    private static void run(ReminderRound round, Instant now) {
        try {
            round.run(now);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private static List<String> titles(WorkKernel kernel, Caller caller) {
        return kernel.notifications.list(caller, true, 50, 0).stream()
                .map(item -> item.title().zh())
                .toList();
    }
}
