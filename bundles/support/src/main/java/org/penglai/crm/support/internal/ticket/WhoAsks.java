package org.penglai.crm.support.internal.ticket;

import java.util.Optional;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.support.internal.Support;

/** The contact brings the customer and the mail address along, and is never one of another customer. */
final class WhoAsks implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        Long contact = input.after() == null ? null : input.after().reference(TicketType.CONTACT);
        if (contact == null) {
            return outcome;
        }
        Long customer = input.after().reference(TicketType.CUSTOMER);
        Optional<RecordSnapshot> person = contact(input, contact);
        Long employer = person.map(found -> found.reference("customer")).orElse(null);
        if (input.after().text(TicketType.ADDRESS) == null) {
            person.map(found -> found.text("email")).ifPresent(email -> outcome.set(TicketType.ADDRESS, email));
        }
        if (customer == null && employer != null) {
            outcome.set(TicketType.CUSTOMER, employer);
        } else if (customer != null && employer != null && !customer.equals(employer)) {
            outcome.reject(Violation.of(
                    TicketType.CONTACT, "otherCustomer", "联系人不属于该客户。", "The contact is one of another customer."));
        }
        return outcome;
    }

    /** As the caller sees it: what is out of sight tells nothing of its customer. */
    private static Optional<RecordSnapshot> contact(Input input, long id) {
        try {
            return input.records().find(input.caller(), Support.CONTACTS, id);
        } catch (NotFound notInstalled) {
            return Optional.empty();
        }
    }
}
