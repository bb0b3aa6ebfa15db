package org.penglai.crm.support.internal.mail;

import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;

/**
 * Who of those we know has the address.
 *
 * @param contact null if nobody has it, or several of different customers
 * @param customer null if nobody has it, or several have it
 */
public record WhoWrites(Long contact, Long customer) {
    private static final WhoWrites NOBODY = new WhoWrites(null, null);
    private static final int A_FEW = 20;

    /** A contact of that address, else a customer of that address. */
    public static WhoWrites of(RecordReader records, MailAddress address) {
        if (address == null) {
            return NOBODY;
        }
        List<RecordSnapshot> contacts = having(records, Support.CONTACTS, address);
        if (!contacts.isEmpty()) {
            List<Long> customers = contacts.stream()
                    .map(contact -> contact.reference("customer"))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            // One address at several customers tells nothing: better no customer than a wrong one.
            return customers.size() > 1
                    ? NOBODY
                    : new WhoWrites(contacts.get(0).id(), customers.isEmpty() ? null : customers.get(0));
        }
        List<RecordSnapshot> customers = having(records, Support.CUSTOMERS, address);
        return customers.size() == 1 ? new WhoWrites(null, customers.get(0).id()) : NOBODY;
    }

    private static List<RecordSnapshot> having(RecordReader records, String type, MailAddress address) {
        try {
            return records.list(
                    Caller.system(), type, new RecordQuery(Filters.is("email", address.address()), "id", A_FEW));
        } catch (CrmException noSuchType) {
            // Without the module of customers nobody is known.
            return List.of();
        }
    }
}
