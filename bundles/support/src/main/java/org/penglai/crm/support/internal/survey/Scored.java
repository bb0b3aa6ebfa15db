package org.penglai.crm.support.internal.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.InCharge;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** A score is put on its ticket; a low one is told of, and opens the ticket again if the survey says so. */
final class Scored implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        boolean scored = input.before() != null
                && after != null
                && input.before().values().get(SurveyResponseType.SCORE) == null
                && after.values().get(SurveyResponseType.SCORE) != null;
        if (!scored) {
            return outcome;
        }
        long score = after.integer(SurveyResponseType.SCORE, 0);
        RecordSnapshot survey = find(input, SurveyType.TYPE, after.reference(SurveyResponseType.SURVEY))
                .orElseThrow();
        Optional<RecordSnapshot> ticket = find(input, TicketType.TYPE, after.reference(SurveyResponseType.TICKET));
        if (ticket.isEmpty()) {
            return outcome;
        }
        Map<String, Object> values = new HashMap<>();
        values.put(TicketType.SATISFACTION, score);
        Long low = survey.get(SurveyType.LOW_SCORE, Long.class);
        if (low != null && score <= low) {
            if (Boolean.TRUE.equals(survey.get(SurveyType.REOPENS, Boolean.class))
                    && TicketStatus.FINISHED.contains(ticket.get().text(TicketType.STATUS))) {
                values.putAll(TicketStatus.reopened(ticket.get()));
            }
            Set<Long> people = InCharge.of(input.records(), ticket.get());
            if (!people.isEmpty()) {
                outcome.notify(new Notice(
                        people,
                        "surveyLow",
                        Localized.of("客户评分 " + score, "A customer's score is " + score),
                        ticket.get().text(TicketType.SUBJECT),
                        TicketType.TYPE,
                        ticket.get().id()));
            }
        }
        return outcome.follow(new RecordChange.Update(
                TicketType.TYPE, ticket.get().id(), ticket.get().version(), values));
    }

    private static Optional<RecordSnapshot> find(Input input, String type, Long id) {
        return id == null ? Optional.empty() : input.records().find(Caller.system(), type, id);
    }
}
