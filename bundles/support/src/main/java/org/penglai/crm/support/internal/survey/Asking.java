package org.penglai.crm.support.internal.survey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * Asks the customer by mail once his ticket is closed: once for each ticket, however often it is opened and closed again,
 * and never a machine.
 */
@Component
public final class Asking implements EventHandler {
    private static final int MOST = 100;

    private final Records records;
    private final Mails mails;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public Asking(
            @Reference Records records,
            @Reference Mails mails,
            @Reference(target = Support.TABLES) DataSource migrated) {
        this(records, mails, Clock.systemUTC());
    }

    Asking(Records records, Mails mails, Clock clock) {
        this.records = records;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "support.surveys";
    }

    @Override
    public Set<String> types() {
        return Set.of(TicketType.TYPE);
    }

    /** A second delivery goes on where the first was cut off: a mail has the response's id as its key. */
    @Override
    public void handle(RecordEvent event) {
        Optional<RecordSnapshot> ticket = records.find(Caller.system(), TicketType.TYPE, event.recordId())
                .filter(found -> TicketStatus.CLOSED.equals(found.text(TicketType.STATUS)))
                .filter(found -> found.text(TicketType.ADDRESS) != null)
                .filter(found -> !Boolean.TRUE.equals(found.get(TicketType.AUTOMATIC, Boolean.class)));
        if (ticket.isEmpty()) {
            return;
        }
        Optional<RecordSnapshot> asked = response(ticket.get());
        if (asked.isEmpty()) {
            survey(ticket.get()).ifPresent(survey -> ask(ticket.get(), survey));
        } else if (asked.get().values().get(SurveyResponseType.ASKED_AT) == null) {
            askAgain(ticket.get(), asked.get());
        }
    }

    private Optional<RecordSnapshot> response(RecordSnapshot ticket) {
        String of = "ticket==" + RecordId.format(ticket.id());
        return records.list(Caller.system(), SurveyResponseType.TYPE, new RecordQuery(of, "id", 1)).stream()
                .findFirst();
    }

    private Optional<RecordSnapshot> survey(RecordSnapshot ticket) {
        return records.list(Caller.system(), SurveyType.TYPE, new RecordQuery("isActive==true", "id", MOST)).stream()
                .filter(survey -> survey.reference(SurveyType.QUEUE) == null
                        || survey.reference(SurveyType.QUEUE).equals(ticket.reference(TicketType.QUEUE)))
                .findFirst();
    }

    private void ask(RecordSnapshot ticket, RecordSnapshot survey) {
        String token = Tokens.make();
        Map<String, Object> values = new HashMap<>();
        values.put(SurveyResponseType.NAME, ticket.text(TicketType.SUBJECT));
        values.put(SurveyResponseType.SURVEY, survey.id());
        values.put(SurveyResponseType.TICKET, ticket.id());
        values.put(SurveyResponseType.CONTACT, ticket.reference(TicketType.CONTACT));
        values.put(SurveyResponseType.TOKEN_HASH, Tokens.hash(token));
        values.put(
                SurveyResponseType.EXPIRES_AT, now().plus(Duration.ofDays(survey.integer(SurveyType.VALID_DAYS, 30))));
        try {
            RecordSnapshot made = records.apply(
                            Caller.system(), List.of(new RecordChange.Create(SurveyResponseType.TYPE, values)))
                    .get(0);
            send(ticket, survey, made, token);
        } catch (Conflict askedByAnother) {
            // One mail is enough.
        }
    }

    /** What stood in the link is not known any more; if no mail has it, another one is put in its place. */
    private void askAgain(RecordSnapshot ticket, RecordSnapshot response) {
        RecordSnapshot survey = records.find(
                        Caller.system(), SurveyType.TYPE, response.reference(SurveyResponseType.SURVEY))
                .orElseThrow();
        if (mails.find(key(response)).isPresent()) {
            note(response);
            return;
        }
        String token = Tokens.make();
        RecordSnapshot changed = records.apply(
                        Caller.system(),
                        List.of(new RecordChange.Update(
                                SurveyResponseType.TYPE,
                                response.id(),
                                response.version(),
                                Map.of(SurveyResponseType.TOKEN_HASH, Tokens.hash(token)))))
                .get(0);
        send(ticket, survey, changed, token);
    }

    private void send(RecordSnapshot ticket, RecordSnapshot survey, RecordSnapshot response, String token) {
        Long queue = ticket.reference(TicketType.QUEUE);
        Optional<RecordSnapshot> found =
                queue == null ? Optional.empty() : records.find(Caller.system(), TicketQueueType.TYPE, queue);
        try {
            mails.send(OutgoingMail.about(key(response), Invitation.subject(ticket))
                    .to(MailAddress.of(ticket.text(TicketType.ADDRESS)))
                    .sender(found.map(one -> one.reference(TicketQueueType.SENDER))
                            .orElse(null))
                    .text(Invitation.text(ticket, survey, token))
                    .thread(TicketType.TYPE, ticket.id())
                    .automatic()
                    .build());
            note(response);
        } catch (Invalid noSender) {
            // The response stays without a time at which it was asked: lists show that nobody was.
        }
    }

    private void note(RecordSnapshot response) {
        records.apply(
                Caller.system(),
                List.of(new RecordChange.Update(
                        SurveyResponseType.TYPE, response.id(), null, Map.of(SurveyResponseType.ASKED_AT, now()))));
    }

    private static String key(RecordSnapshot response) {
        return SurveyResponseType.TYPE + ":" + RecordId.format(response.id());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
