package org.penglai.crm.support.internal.feedback;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.files.RefusedUploads;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.mail.Texts;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Whoever works on a ticket sees in its conversation that a file was kept from it. */
@Component
public final class RefusedFiles implements RefusedUploads {
    private static final int LONGEST_NAME = 255;

    private final Records records;

    @Activate
    public RefusedFiles(@Reference Records records) {
        this.records = records;
    }

    @Override
    public String type() {
        return TicketType.TYPE;
    }

    @Override
    public void refused(long recordId, String name, Localized reason) {
        String file = Texts.line(name, LONGEST_NAME);
        records.apply(
                Caller.system(),
                List.of(new RecordChange.Create(
                        TicketMessageType.TYPE,
                        Map.of(
                                TicketMessageType.TICKET,
                                recordId,
                                TicketMessageType.DIRECTION,
                                TicketMessageType.INTERNAL,
                                TicketMessageType.BODY,
                                "附件“" + file + "”未接收：" + reason.zh() + "\n" + file + " was not taken: "
                                        + reason.en()))));
    }
}
