package org.penglai.crm.support.internal.sla;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.InCharge;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Who hears that a promise will not be kept, or was not; once each, since it stands or falls with the timer's change. */
final class Escalation {
    private Escalation() {}

    static Outcome tell(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot timer = input.after();
        if (before == null || timer == null) {
            return outcome;
        }
        boolean late = becomes(before, timer, SlaTimerType.STATE, SlaTimerType.BREACHED)
                && timer.values().get(SlaTimerType.MET_AT) == null;
        boolean warned = before.values().get(SlaTimerType.WARNED_AT) == null
                && timer.values().get(SlaTimerType.WARNED_AT) != null;
        if (!late && !warned) {
            return outcome;
        }
        input.records()
                .find(Caller.system(), TicketType.TYPE, timer.reference(SlaTimerType.TICKET))
                .ifPresent(ticket -> {
                    Set<Long> people = people(input, timer, ticket, late);
                    if (!people.isEmpty()) {
                        outcome.notify(notice(people, timer, ticket, late));
                    }
                });
        return outcome;
    }

    private static boolean becomes(RecordSnapshot before, RecordSnapshot after, String field, String value) {
        return value.equals(after.text(field)) && !value.equals(before.text(field));
    }

    /** Whoever has the ticket, or looks after its queue while nobody has; whom the policy names, once it is late. */
    private static Set<Long> people(RecordHook.Input input, RecordSnapshot timer, RecordSnapshot ticket, boolean late) {
        Set<Long> people = new LinkedHashSet<>();
        Optional.ofNullable(ticket.reference(SystemFields.OWNER))
                .or(() -> InCharge.ofQueue(input.records(), ticket))
                .ifPresent(people::add);
        if (late) {
            Optional.ofNullable(timer.reference(SlaTimerType.POLICY))
                    .flatMap(policy -> input.records().find(Caller.system(), SlaPolicyType.TYPE, policy))
                    .map(policy -> policy.reference(SlaPolicyType.ESCALATE_TO))
                    .ifPresent(people::add);
        }
        return people;
    }

    private static Notice notice(Set<Long> people, RecordSnapshot timer, RecordSnapshot ticket, boolean late) {
        Localized metric = Metric.of(timer.text(SlaTimerType.METRIC)).label();
        Localized title = late
                ? Localized.of(metric.zh() + "已超时", metric.en() + " is late")
                : Localized.of(metric.zh() + "即将超时", metric.en() + " will be late soon");
        return new Notice(
                people,
                late ? "slaBreached" : "slaWarning",
                title,
                ticket.text(TicketType.SUBJECT),
                TicketType.TYPE,
                ticket.id());
    }
}
