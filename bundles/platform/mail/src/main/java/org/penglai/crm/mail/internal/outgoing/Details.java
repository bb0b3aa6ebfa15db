package org.penglai.crm.mail.internal.outgoing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordLink;

/** What of a mail to be sent needs no column of its own. */
record Details(
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        RecordLink filesOf,
        String inReplyTo,
        List<String> references,
        boolean automatic) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Details of(OutgoingMail mail) {
        return new Details(
                mail.to(),
                mail.cc(),
                mail.bcc(),
                mail.filesOf(),
                mail.inReplyTo(),
                mail.references(),
                mail.automatic());
    }

    static Details read(String json) {
        try {
            return JSON.readValue(json, Details.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
