package org.penglai.crm.mail.internal.outgoing;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.mail.internal.type.MailSendersType;

/** Who may send. */
@Component(service = Senders.class)
public final class Senders {
    private static final int MOST = 1_000;

    private final Records records;

    @Activate
    public Senders(@Reference Records records) {
        this.records = records;
    }

    /** All there are. */
    List<Sender> all() {
        return records.list(Caller.system(), MailSendersType.TYPE, new RecordQuery("", "id", MOST)).stream()
                .map(Sender::of)
                .toList();
    }

    /**
     * One of them.
     *
     * @param id null for the default one
     * @throws Invalid if there is none
     */
    Sender require(Long id) {
        List<RecordSnapshot> found = id == null
                ? records.list(
                        Caller.system(),
                        MailSendersType.TYPE,
                        new RecordQuery(MailSendersType.DEFAULT + "==true;active==true", "id", 1))
                : records.find(Caller.system(), MailSendersType.TYPE, id).stream()
                        .toList();
        return found.stream()
                .findFirst()
                .map(Sender::of)
                .orElseThrow(() -> new Invalid(
                        id == null
                                ? Violation.of("sender", "noDefaultSender", "没有设置默认发件人。", "There is no default sender.")
                                : Violation.of("sender", "noSuchSender", "没有这个发件人。", "There is no such sender.")));
    }
}
