package org.penglai.crm.support.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** The course of a ticket, and what is said in it. */
class TicketsTest {
    private final Time time = new Time();
    private TestKernel kernel;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTicketTakesItsCourse(TestDatabase.Kind kind) {
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            theFirstAnswerIsNotedOnce();
            whoeverWritesAgainOpensItAgain();
            noStateIsLeftByAWayThatThereIsNot();
            whatIsClosedIsOpenedAgainForTheDaysOfItsQueue();
            theContactBringsTheCustomerAndIsNeverOneOfAnother();
            whatHasBeenSaidStays();
        }
    }

    private void theFirstAnswerIsNotedOnce() {
        RecordSnapshot ticket = ticket(Map.of());
        assertThat(ticket.text("status")).isEqualTo("new");
        assertThat(ticket.text("ticketNo")).isNotBlank();
        say(ticket, "internal", "先问问仓库");
        assertThat(now(ticket).get("firstRespondedAt", Instant.class)).isNull();
        say(ticket, "out", "您好，正在查询。");
        Instant first = now(ticket).get("firstRespondedAt", Instant.class);
        assertThat(first).isEqualTo(time.instant());
        status(ticket, "open");
        time.pass(Duration.ofHours(1));
        say(ticket, "out", "已找到原因。");
        assertThat(now(ticket).get("firstRespondedAt", Instant.class)).isEqualTo(first);
    }

    private void whoeverWritesAgainOpensItAgain() {
        RecordSnapshot ticket = ticket(Map.of());
        kernel.act(ticket, "waitForCustomer", Map.of());
        say(ticket, "in", "补充照片");
        status(ticket, "open");
        resolve(ticket);
        status(ticket, "resolved");
        say(ticket, "in", "还是不行");
        status(ticket, "open");
        assertThat(now(ticket).get("resolvedAt", Instant.class)).isNull();
        assertThat(((Number) now(ticket).values().get("reopenCount")).longValue())
                .isOne();
    }

    private void noStateIsLeftByAWayThatThereIsNot() {
        RecordSnapshot ticket = ticket(Map.of());
        refused("wrongState", () -> kernel.act(ticket, "close", Map.of()));
        refused("wrongState", () -> kernel.act(ticket, "resume", Map.of()));
        refused("wrongState", () -> kernel.act(ticket, "reopen", Map.of()));
        resolve(ticket);
        refused("wrongState", () -> resolve(ticket));
        refused("wrongState", () -> kernel.act(ticket, "start", Map.of()));
        status(ticket, "resolved");
    }

    private void whatIsClosedIsOpenedAgainForTheDaysOfItsQueue() {
        RecordSnapshot queue = kernel.create("ticketQueues", Map.of("name", "售后", "reopenDays", 3));
        refused("outOfRange", () -> kernel.update(queue, Map.of("reopenDays", -1)));
        RecordSnapshot ticket = ticket(Map.of("queue", queue.id()));
        close(ticket);
        refused("closed", () -> say(ticket, "in", "又坏了"));
        time.pass(Duration.ofDays(3));
        kernel.act(ticket, "reopen", Map.of());
        status(ticket, "open");
        close(ticket);
        time.pass(Duration.ofDays(3).plusSeconds(1));
        refused("closedTooLong", () -> kernel.act(ticket, "reopen", Map.of()));
        status(ticket, "closed");
    }

    private void theContactBringsTheCustomerAndIsNeverOneOfAnother() {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流"));
        RecordSnapshot other = kernel.create("customers", Map.of("name", "海蕴食品"));
        RecordSnapshot contact = kernel.create("contacts", Map.of("name", "张伟", "customer", customer.id()));
        RecordSnapshot ticket = ticket(Map.of("contact", contact.id()));
        assertThat(now(ticket).reference("customer")).isEqualTo(customer.id());
        refused("otherCustomer", () -> ticket(Map.of("contact", contact.id(), "customer", other.id())));
    }

    private void whatHasBeenSaidStays() {
        RecordSnapshot ticket = ticket(Map.of());
        RecordSnapshot message = say(ticket, "out", "很长".repeat(60));
        assertThat(now(message).text("summary")).hasSize(81).endsWith("…");
        Caller somebody = new Caller(7, "wang", "Wang", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
        refused("said", () -> kernel.records()
                .apply(
                        somebody,
                        List.of(new RecordChange.Update("ticketMessages", message.id(), null, Map.of("body", "别的")))));
        refused("said", () -> kernel.records()
                .apply(somebody, List.of(new RecordChange.Delete("ticketMessages", message.id(), null))));
        kernel.delete(now(ticket));
        assertThat(kernel.now(message)).isEmpty();
    }

    private RecordSnapshot ticket(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("subject", "泵不转");
        return kernel.create("tickets", values);
    }

    private RecordSnapshot say(RecordSnapshot ticket, String direction, String body) {
        return kernel.create("ticketMessages", Map.of("ticket", ticket.id(), "direction", direction, "body", body));
    }

    private void resolve(RecordSnapshot ticket) {
        kernel.act(ticket, "resolve", Map.of("resolution", "已更换"));
    }

    private void close(RecordSnapshot ticket) {
        resolve(ticket);
        kernel.act(ticket, "close", Map.of());
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private void status(RecordSnapshot ticket, String expected) {
        assertThat(now(ticket).text("status")).isEqualTo(expected);
    }

    private static void refused(String code, ThrowingCallable write) {
        assertThatThrownBy(write).isInstanceOfSatisfying(CrmException.class, refusal -> {
            List<String> codes = refusal instanceof Invalid
                    ? refusal.violations().stream().map(Violation::code).toList()
                    : List.of(refusal.code());
            assertThat(codes).contains(code);
        });
    }

    private TestKernel open(TestDatabase.Kind kind) {
        return TestKernel.on(
                kind,
                time,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketQueueType(),
                new TicketType(),
                new TicketMessageType());
    }

    /** A clock that is told what time it is. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-03-02T01:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
