package org.penglai.crm.support.internal.assignment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.ReadModifyWrite;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Gives tickets that come into a queue to its members, one after the other, so that turns and limits hold exactly. */
@Component
public final class WaitingTickets implements EventHandler {
    private static final String CREATED = "created";

    private final Records records;
    private final RecordTotals totals;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public WaitingTickets(
            @Reference Records records,
            @Reference RecordTotals totals,
            @Reference(target = Support.TABLES) DataSource migrated) {
        this(records, totals, Clock.systemUTC());
    }

    WaitingTickets(Records records, RecordTotals totals, Clock clock) {
        this.records = records;
        this.totals = totals;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "support.assignment";
    }

    @Override
    public Set<String> types() {
        return Set.of(TicketType.TYPE);
    }

    @Override
    public Set<String> operations() {
        return Set.of(CREATED, "updated", Handing.TRANSFER);
    }

    /** A second delivery finds that the ticket has an owner. Who lets go of a ticket is not given it again. */
    @Override
    public void handle(RecordEvent event) {
        if (CREATED.equals(event.operation()) || event.changes().containsKey(TicketType.QUEUE)) {
            assign(event.recordId());
        }
    }

    public void assign(long id) {
        ReadModifyWrite.run(records, () -> records.find(Caller.system(), TicketType.TYPE, id)
                .filter(TicketAssignment::isWaiting)
                .map(ticket -> new TicketAssignment(
                                records, totals, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .of(ticket))
                .orElse(List.of()));
    }
}
