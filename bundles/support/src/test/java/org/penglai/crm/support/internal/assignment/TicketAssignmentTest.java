package org.penglai.crm.support.internal.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** Tickets of a queue go to those of its members who are there, know what it takes and have room. */
class TicketAssignmentTest {
    private static final Instant MORNING = Instant.parse("2027-03-01T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
    private static final int PEOPLE = 10;

    /** More by -Dsupport.tickets=1000. */
    private static final int COUNT = Integer.getInteger("support.tickets", 60);

    private TestKernel kernel;
    private WaitingTickets waiting;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ticketsGoToWhoeverCanTakeThem(TestDatabase.Kind kind) {
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            waiting = new WaitingTickets(kernel.records(), kernel.totals(), Clock.fixed(MORNING, ZoneOffset.UTC));
            theyAreSpreadEvenlyOverThoseWhoAreThereAndKnowHow();
            whoHasTheFewestGetsTheNextAndNobodyMoreThanHisLimit();
            theyAreTakenAndPassedOn();
            escalatingRaisesThePriorityAndSaysWhy();
            aQueueWithoutAssignmentLeavesThemToItsMembers();
        }
    }

    private void theyAreSpreadEvenlyOverThoseWhoAreThereAndKnowHow() {
        RecordSnapshot english = kernel.create(TicketSkillType.TYPE, Map.of("name", "英语"));
        RecordSnapshot queue = queue("售后", "roundRobin", null);
        List<RecordSnapshot> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(person("a" + i));
            List<RecordLink> skills = i < 4 ? List.of(new RecordLink(TicketSkillType.TYPE, english.id())) : List.of();
            member(queue, people.get(i), Map.of("skills", skills));
        }
        kernel.update(people.get(3), Map.of("absentUntil", TODAY));
        kernel.act(people.get(9), "disable", Map.of());
        tickets(queue, COUNT, Map.of()).forEach(waiting::assign);
        Map<String, Long> given = given(queue);
        assertThat(given).hasSize(PEOPLE - 2).doesNotContainKeys("a3", "a9");
        long share = COUNT / (PEOPLE - 2);
        assertThat(given.values()).allMatch(count -> count >= share && count <= share + 1);
        // Three of the four who know English are there, and each has had as much as before but for one.
        tickets(queue, COUNT, Map.of("skill", english.id())).forEach(waiting::assign);
        Map<String, Long> then = given(queue);
        then.replaceAll((name, count) -> count - given.get(name));
        then.values().removeIf(count -> count == 0);
        assertThat(then).containsOnlyKeys("a0", "a1", "a2");
        assertThat(then.values()).allMatch(count -> Math.abs(count - COUNT / 3) <= 1);
    }

    private void whoHasTheFewestGetsTheNextAndNobodyMoreThanHisLimit() {
        RecordSnapshot boss = person("boss");
        RecordSnapshot queue = queue("安装", "leastLoad", boss);
        RecordSnapshot busy = person("busy");
        RecordSnapshot free = person("free");
        member(queue, busy, Map.of());
        member(queue, free, Map.of("mostOpen", 3));
        tickets(queue, 2, Map.of("owner", busy.id()));
        tickets(queue, 4, Map.of()).forEach(waiting::assign);
        // Two to who has none, then in turn, and the third is the last that he takes.
        assertThat(given(queue)).containsEntry("free", 3L).containsEntry("busy", 3L);
        tickets(queue, 2, Map.of()).forEach(waiting::assign);
        assertThat(given(queue)).containsEntry("free", 3L).containsEntry("busy", 5L);
        kernel.update(busy, Map.of("absentUntil", TODAY));
        tickets(queue, 1, Map.of()).forEach(waiting::assign);
        assertThat(given(queue)).containsEntry("boss", 1L);
        long resolved =
                kernel.list(TicketType.TYPE, "owner==" + id(free), 1).get(0).id();
        kernel.act(kernel.list(TicketType.TYPE, "owner==" + id(free), 1).get(0), "resolve", Map.of("resolution", "已装"));
        tickets(queue, 1, Map.of()).forEach(waiting::assign);
        assertThat(kernel.list(TicketType.TYPE, "status=in=(new,open);owner==" + id(free), 10))
                .hasSize(3)
                .noneMatch(ticket -> ticket.id() == resolved);
    }

    private void theyAreTakenAndPassedOn() {
        RecordSnapshot queue = queue("咨询", "byHand", null);
        RecordSnapshot li = person("li");
        RecordSnapshot ticket = only(tickets(queue, 1, Map.of()));
        RecordSnapshot mine = act(li, ticket, "claim", Map.of());
        assertThat(mine.reference("owner")).isEqualTo(li.id());
        assertThatThrownBy(() -> act(person("zhao"), mine, "claim", Map.of())).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> act(li, mine, "transfer", Map.of())).isInstanceOf(Invalid.class);
        RecordSnapshot other = queue("退货", "roundRobin", null);
        RecordSnapshot sun = person("sun");
        member(other, sun, Map.of());
        RecordSnapshot passed = act(li, mine, "transfer", Map.of("queue", other.id(), "note", "要退货"));
        assertThat(passed.reference("owner")).isNull();
        assertThat(passed.reference("queue")).isEqualTo(other.id());
        waiting.assign(passed.id());
        assertThat(kernel.now(passed).orElseThrow().reference("owner")).isEqualTo(sun.id());
        assertThat(kernel.list(TicketMessageType.TYPE, "ticket==" + id(passed), 10))
                .extracting(message -> message.text("direction") + ' ' + message.text("body"))
                .containsExactly("internal 要退货");
    }

    private void escalatingRaisesThePriorityAndSaysWhy() {
        RecordSnapshot ticket = kernel.create(TicketType.TYPE, Map.of("subject", "急", "priority", "high"));
        assertThat(kernel.act(ticket, "escalate", Map.of("note", "停产")).text("priority"))
                .isEqualTo("urgent");
        RecordSnapshot again = kernel.act(kernel.now(ticket).orElseThrow(), "escalate", Map.of("note", "还停产"));
        assertThat(again.text("priority")).isEqualTo("urgent");
        assertThat(kernel.list(TicketMessageType.TYPE, "ticket==" + id(ticket), 10))
                .hasSize(2);
    }

    private void aQueueWithoutAssignmentLeavesThemToItsMembers() {
        RecordSnapshot queue = queue("其他", "byHand", person("head"));
        member(queue, person("qian"), Map.of());
        List<Long> left = tickets(queue, 2, Map.of());
        left.forEach(waiting::assign);
        assertThat(given(queue)).isEmpty();
        assertThatThrownBy(() -> kernel.update(queue, Map.of("zone", "Mars/Base")))
                .isInstanceOf(Invalid.class);
    }

    private RecordSnapshot act(RecordSnapshot user, RecordSnapshot ticket, String action, Map<String, Object> values) {
        Caller caller = new Caller(
                user.id(), user.text("username"), "", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
        return kernel.act(caller, ticket, action, values);
    }

    private RecordSnapshot only(List<Long> ids) {
        return kernel.list(TicketType.TYPE, "id==" + RecordId.format(ids.get(0)), 1)
                .get(0);
    }

    private RecordSnapshot person(String name) {
        return kernel.create("users", Map.of("username", name, "name", name));
    }

    private RecordSnapshot queue(String name, String assignment, RecordSnapshot fallback) {
        Map<String, Object> values = new HashMap<>(Map.of("name", name, "assignment", assignment));
        values.put("fallback", fallback == null ? null : fallback.id());
        return kernel.create(TicketQueueType.TYPE, values);
    }

    private void member(RecordSnapshot queue, RecordSnapshot person, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("queue", queue.id());
        values.put("user", person.id());
        assertThat(kernel.create(QueueMemberType.TYPE, values).text("name")).isEqualTo(person.text("name"));
    }

    private List<Long> tickets(RecordSnapshot queue, int count, Map<String, Object> more) {
        RecordChange[] changes = new RecordChange[count];
        for (int i = 0; i < count; i++) {
            Map<String, Object> values = new HashMap<>(more);
            values.put("subject", "问题" + i);
            values.put("queue", queue.id());
            changes[i] = new RecordChange.Create(TicketType.TYPE, values);
        }
        return kernel.apply(changes).stream().map(RecordSnapshot::id).toList();
    }

    private Map<String, Long> given(RecordSnapshot queue) {
        Map<String, Long> given = new TreeMap<>();
        TotalsQuery query = TotalsQuery.of(TicketType.TYPE, "owner=null=false;queue==" + id(queue), "count")
                .by("owner");
        kernel.totals()
                .read(Caller.system(), query)
                .forEach(row -> given.put(row.reference("owner").title(), row.count()));
        return given;
    }

    private static String id(RecordSnapshot record) {
        return RecordId.format(record.id());
    }

    private static TestKernel open(TestDatabase.Kind kind) {
        return TestKernel.on(
                kind,
                Clock.fixed(MORNING, ZoneOffset.UTC),
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketSkillType(),
                new TicketQueueType(),
                new QueueMemberType(),
                new TicketType(),
                new TicketMessageType());
    }
}
