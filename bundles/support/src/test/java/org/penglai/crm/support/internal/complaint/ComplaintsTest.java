package org.penglai.crm.support.internal.complaint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** A complaint ends when its cause is known and somebody else has verified what was done about it, and not before. */
class ComplaintsTest {
    private final MovedClock time = new MovedClock();
    private TestKernel kernel;
    private Caller wang;
    private Caller zhao;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aComplaintIsLookedIntoToTheEnd(TestDatabase.Kind kind) throws InterruptedException {
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            wang = user("wang");
            zhao = user("zhao");
            whatIsAComplaintIsLookedIntoFromThenOn();
            itIsNotResolvedBeforeSomebodyElseHasVerifiedTheAction();
            anotherCauseIsVerifiedAnew();
            whatIsSentBackIsCarriedOutAgain();
            nobodyGetsRoundItByAnotherKindOrByMerging();
            thoseInChargeAreToldOnceOfEachDeadline();
        }
    }

    private void whatIsAComplaintIsLookedIntoFromThenOn() {
        RecordSnapshot complaint = ticket("complaint");
        assertThat(details(complaint).text("name")).isEqualTo("泵漏油");
        assertThat(details(complaint).get("dueOn", LocalDate.class)).isEqualTo("2026-12-06");
        RecordSnapshot enquiry = ticket("enquiry");
        assertThat(all(enquiry)).isEmpty();
        assertThatThrownBy(() -> kernel.create("complaintDetails", Map.of("ticket", enquiry.id())))
                .isInstanceOf(Invalid.class);
        kernel.update(enquiry, Map.of("kind", "complaint"));
        assertThat(details(enquiry).text("severity")).isEqualTo("minor");
        kernel.update(enquiry, Map.of("kind", "fault"));
        kernel.update(enquiry, Map.of("kind", "complaint"));
        assertThat(all(enquiry)).hasSize(1);
    }

    private void itIsNotResolvedBeforeSomebodyElseHasVerifiedTheAction() {
        RecordSnapshot ticket = ticket("complaint");
        assertThatThrownBy(() -> resolve(ticket))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("root cause")
                .hasMessageContaining("corrective action")
                .hasMessageContaining("verification");
        assertThatThrownBy(() -> kernel.act(wang, details(ticket), "carryOut", Map.of()))
                .as("nothing is known yet")
                .isInstanceOf(CrmException.class);
        kernel.update(details(ticket), Map.of("rootCause", "密封圈老化", "correctiveAction", "更换供应商"));
        assertThatThrownBy(() -> resolve(ticket)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> verify(zhao, ticket))
                .as("nothing was carried out yet")
                .isInstanceOf(Conflict.class);
        kernel.act(wang, details(ticket), "carryOut", Map.of());
        assertThatThrownBy(() -> verify(wang, ticket)).as("it is his own work").isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> resolve(ticket)).isInstanceOf(Conflict.class);
        verify(zhao, ticket);
        assertThat(details(ticket).reference("verifiedBy")).isEqualTo(zhao.userId());
        resolve(ticket);
        kernel.act(now(ticket), "close", Map.of());
        assertThat(now(ticket).text("status")).isEqualTo("closed");
    }

    private void anotherCauseIsVerifiedAnew() {
        RecordSnapshot ticket = verified();
        kernel.update(details(ticket), Map.of("compensation", Map.of("amount", "800.00", "currency", "CNY")));
        assertThat(details(ticket).reference("verifiedBy"))
                .as("what was verified still stands")
                .isNotNull();
        resolve(ticket);
        assertThatThrownBy(() -> kernel.update(details(ticket), Map.of("rootCause", "其实是安装问题")))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> kernel.delete(details(ticket))).isInstanceOf(Conflict.class);
        kernel.act(now(ticket), "reopen", Map.of());
        kernel.update(details(ticket), Map.of("rootCause", "其实是安装问题"));
        assertThat(details(ticket).reference("verifiedBy")).isNull();
        assertThat(details(ticket).reference("carriedOutBy")).isNull();
        assertThatThrownBy(() -> resolve(ticket)).isInstanceOf(Conflict.class);
    }

    private void whatIsSentBackIsCarriedOutAgain() {
        RecordSnapshot ticket = ticket("complaint");
        kernel.update(details(ticket), Map.of("rootCause", "密封圈老化", "correctiveAction", "更换供应商"));
        kernel.act(wang, details(ticket), "carryOut", Map.of());
        kernel.act(zhao, details(ticket), "sendBack", Map.of("verification", "库存仍是旧件"));
        assertThat(details(ticket).text("verification")).isEqualTo("库存仍是旧件");
        assertThatThrownBy(() -> verify(zhao, ticket)).isInstanceOf(Conflict.class);
        kernel.act(wang, details(ticket), "carryOut", Map.of());
        verify(zhao, ticket);
        resolve(ticket);
    }

    private void nobodyGetsRoundItByAnotherKindOrByMerging() {
        RecordSnapshot ticket = ticket("complaint");
        RecordSnapshot enquiry = ticket("enquiry");
        assertThatThrownBy(() -> kernel.act(ticket, "merge", Map.of("into", enquiry.id())))
                .isInstanceOf(Conflict.class);
        kernel.act(enquiry, "merge", Map.of("into", ticket.id()));
        kernel.update(details(ticket), Map.of("rootCause", "密封圈老化"));
        assertThatThrownBy(() -> kernel.update(ticket, Map.of("kind", "enquiry")))
                .isInstanceOf(Conflict.class);
        RecordSnapshot other = ticket("complaint");
        assertThatThrownBy(() -> kernel.update(details(ticket), Map.of("ticket", other.id())))
                .isInstanceOf(Invalid.class);
        kernel.act(other, "merge", Map.of("into", ticket.id()));
    }

    private void thoseInChargeAreToldOnceOfEachDeadline() throws InterruptedException {
        RecordSnapshot ticket = ticket("complaint");
        RecordSnapshot done = verified();
        ComplaintDeadlines deadlines = new ComplaintDeadlines(kernel.records());
        deadlines.run(time.instant());
        assertThat(details(ticket).text("reminded")).isNull();
        time.move(Duration.ofDays(12));
        deadlines.run(time.instant());
        long version = details(ticket).version();
        assertThat(details(ticket).text("reminded")).isEqualTo("soon");
        deadlines.run(time.instant());
        assertThat(details(ticket).version()).isEqualTo(version);
        time.move(Duration.ofDays(3));
        deadlines.run(time.instant());
        assertThat(details(ticket).text("reminded")).isEqualTo("late");
        kernel.update(details(ticket), Map.of("dueOn", "2027-01-31"));
        assertThat(details(ticket).text("reminded")).isNull();
        assertThat(details(done).text("reminded")).isNull();
    }

    private RecordSnapshot verified() {
        RecordSnapshot ticket = ticket("complaint");
        kernel.update(details(ticket), Map.of("rootCause", "密封圈老化", "correctiveAction", "更换供应商"));
        kernel.act(wang, details(ticket), "carryOut", Map.of());
        verify(zhao, ticket);
        return ticket;
    }

    private void verify(Caller by, RecordSnapshot ticket) {
        kernel.act(by, details(ticket), "verify", Map.of("verification", "两周无复发"));
    }

    private void resolve(RecordSnapshot ticket) {
        kernel.act(now(ticket), "resolve", Map.of("resolution", "已更换"));
    }

    private RecordSnapshot ticket(String kind) {
        return kernel.create("tickets", Map.of("subject", "泵漏油", "kind", kind, "owner", wang.userId()));
    }

    private RecordSnapshot details(RecordSnapshot ticket) {
        return all(ticket).get(0);
    }

    private List<RecordSnapshot> all(RecordSnapshot ticket) {
        return kernel.list("complaintDetails", "ticket==" + RecordId.format(ticket.id()), 9);
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private Caller user(String name) {
        long id = kernel.create("users", Map.of("username", name, "name", name)).id();
        return new Caller(id, name, name, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
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
                new TicketMessageType(),
                new ComplaintDetailsType());
    }
}
