package org.penglai.crm.support.internal.mail;

import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Subjects of mails about tickets. */
final class Subjects {
    private Subjects() {}

    /** With the number, for people; programs go by the thread. */
    static String answer(RecordSnapshot ticket) {
        String subject =
                ticket.text(TicketType.SUBJECT).replaceFirst("^(?i)\\s*((re|aw|fw|fwd|回复|答复|转发)\\s*[:：]\\s*)+", "");
        return "Re: " + subject + " [" + ticket.text(TicketType.NUMBER) + "]";
    }
}
