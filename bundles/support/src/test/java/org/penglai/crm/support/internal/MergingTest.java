package org.penglai.crm.support.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
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

/** Tickets become one and come apart again; each message is in one place at a time. */
class MergingTest {
    private static final Caller WANG =
            new Caller(7, "wang", "Wang", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));

    private TestKernel kernel;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ticketsBecomeOneAndComeApart(TestDatabase.Kind kind) {
        try (TestKernel opened = TestKernel.on(
                kind,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketQueueType(),
                new TicketType(),
                new TicketMessageType())) {
            kernel = opened;
            whatIsMergedGoesAlongAndComesBack();
            whatIsSplitOffIsATicketOfItsOwn();
            aDraftIsNotSaid();
        }
    }

    private void whatIsMergedGoesAlongAndComesBack() {
        RecordSnapshot wu = kernel.create("users", Map.of("username", "wu", "name", "吴"));
        RecordSnapshot qian = kernel.create("users", Map.of("username", "qian", "name", "钱"));
        RecordSnapshot first = ticket("泵不转", "watchers", List.of(new RecordLink("users", wu.id())));
        RecordSnapshot second = ticket("泵还是不转", "watchers", List.of(new RecordLink("users", qian.id())));
        RecordSnapshot third = ticket("另一封");
        say(first, "一");
        RecordSnapshot moved = say(second, "二");
        say(third, "三");
        kernel.act(WANG, third, "merge", Map.of("into", first.id()));
        kernel.act(WANG, second, "merge", Map.of("into", first.id()));
        assertThat(bodies(first)).containsExactly("一", "二", "三");
        assertThat(bodies(second)).isEmpty();
        assertThat(now(third).reference("mergedInto")).isEqualTo(first.id());
        assertThat((List<?>) now(first).values().get("watchers")).hasSize(2);
        assertThatThrownBy(() -> say(second, "四")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> kernel.act(WANG, first, "merge", Map.of("into", first.id())))
                .isInstanceOf(CrmException.class);
        assertThatThrownBy(() -> kernel.act(WANG, first, "merge", Map.of("into", second.id())))
                .isInstanceOf(CrmException.class);
        assertThatThrownBy(() -> kernel.act(
                        WANG, first, "merge", Map.of("into", ticket("第四").id())))
                .as("others are merged into it")
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> kernel.records()
                        .apply(
                                WANG,
                                List.of(new RecordChange.Update(
                                        "ticketMessages", moved.id(), null, Map.of("ticket", second.id())))))
                .as("by hand nothing is moved")
                .isInstanceOf(Conflict.class);

        kernel.act(WANG, second, "unmerge", Map.of());
        assertThat(now(second).text("status")).isEqualTo("open");
        assertThat(bodies(second)).containsExactly("二");
        kernel.act(WANG, third, "unmerge", Map.of());
        assertThat(bodies(first)).containsExactly("一");
        assertThat(bodies(third)).containsExactly("三");
    }

    private void whatIsSplitOffIsATicketOfItsOwn() {
        RecordSnapshot ticket = ticket("两件事");
        say(ticket, "泵");
        RecordSnapshot valve = say(ticket, "阀");
        Map<String, Object> wanted = Map.of("subject", "阀漏水", "messages", RecordId.format(valve.id()));
        kernel.act(WANG, ticket, "split", wanted);
        RecordSnapshot split = kernel.list("tickets", "splitFrom==" + RecordId.format(ticket.id()), 9)
                .get(0);
        assertThat(bodies(split)).containsExactly("阀");
        assertThat(bodies(ticket)).containsExactly("泵");
        assertThatThrownBy(() -> kernel.act(WANG, ticket, "split", wanted))
                .as("it is of the other ticket now")
                .isInstanceOf(CrmException.class);
    }

    private void aDraftIsNotSaid() {
        RecordSnapshot ticket = ticket("草稿");
        Map<String, Object> draft =
                Map.of("ticket", ticket.id(), "direction", "out", "delivery", "draft", "body", "还没写完");
        RecordSnapshot message = kernel.records()
                .apply(WANG, List.of(new RecordChange.Create("ticketMessages", draft)))
                .get(0);
        assertThat(now(ticket).text("status")).isEqualTo("new");
        kernel.records()
                .apply(
                        WANG,
                        List.of(new RecordChange.Update("ticketMessages", message.id(), null, Map.of("body", "写完了"))));
        assertThatThrownBy(() -> kernel.act(WANG, message, "send", Map.of()))
                .as("there is nobody to send it to")
                .isInstanceOf(CrmException.class);
        kernel.update(ticket, Map.of("address", "li@farwell.example"));
        kernel.act(WANG, message, "send", Map.of());
        assertThat(now(ticket).text("status")).isEqualTo("open");
        assertThat(now(ticket).values().get("firstRespondedAt")).isNotNull();
        assertThatThrownBy(() -> kernel.records()
                        .apply(WANG, List.of(new RecordChange.Delete("ticketMessages", message.id(), null))))
                .isInstanceOf(Conflict.class);
    }

    private RecordSnapshot ticket(String subject, Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("subject", subject));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return kernel.create("tickets", values);
    }

    private RecordSnapshot say(RecordSnapshot ticket, String body) {
        return kernel.create("ticketMessages", Map.of("ticket", ticket.id(), "direction", "in", "body", body));
    }

    private List<String> bodies(RecordSnapshot ticket) {
        return kernel.list("ticketMessages", "ticket==" + RecordId.format(ticket.id()), 99).stream()
                .map(message -> message.text("body"))
                .toList();
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }
}
