package org.penglai.crm.support.internal.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.mail.MailState;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketMessageType;

/** What became of the mails that answers are sent as is seen at the answers. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class Deliveries implements EventHandler {
    private static final int LONGEST_ERROR = 1_000;

    private final Records records;
    private final Mails mails;

    @Activate
    public Deliveries(@Reference Records records, @Reference Mails mails) {
        this.records = records;
        this.mails = mails;
    }

    @Override
    public String name() {
        return "support.deliveries";
    }

    @Override
    public Set<String> types() {
        return Set.of(Support.OUTGOING_MAILS);
    }

    @Override
    public void handle(RecordEvent event) {
        Optional<String> key = records.find(Caller.system(), Support.OUTGOING_MAILS, event.recordId())
                .map(mail -> mail.text("mailKey"))
                .filter(found -> found.startsWith(ReplySending.KEY));
        if (key.isEmpty()) {
            return;
        }
        String id = key.get().substring(ReplySending.KEY.length());
        Optional<RecordSnapshot> message =
                records.list(Caller.system(), TicketMessageType.TYPE, RecordQuery.where("id==" + id)).stream()
                        .findFirst();
        Optional<MailState> state = mails.find(key.get());
        if (message.isPresent() && state.isPresent()) {
            Map<String, Object> values = values(state.get());
            boolean known = values.entrySet().stream()
                    .allMatch(entry -> Objects.equals(message.get().values().get(entry.getKey()), entry.getValue()));
            if (!known) {
                records.apply(
                        Caller.system(),
                        List.of(new RecordChange.Update(
                                TicketMessageType.TYPE, message.get().id(), null, values)));
            }
        }
    }

    /** How far a mail is, as fields of its message. */
    static Map<String, Object> values(MailState state) {
        String status = state.status() == MailState.Status.SENDING
                ? TicketMessageType.QUEUED
                : state.status().code();
        Map<String, Object> values = new HashMap<>();
        values.put(TicketMessageType.DELIVERY, status);
        values.put(
                TicketMessageType.DELIVERY_ERROR,
                state.error() == null ? null : Texts.line(state.error(), LONGEST_ERROR));
        return values;
    }
}
