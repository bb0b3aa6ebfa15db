package org.penglai.crm.customers.internal;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * The customer's primary contact is the contact that is marked as such, by somebody who may change the customer. When a contact is deleted the platform empties
 * the reference by itself.
 */
final class PrimaryContact implements RecordHook {
    private static final String CUSTOMER = "customer";
    private static final String FIELD = "primaryContact";

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() == Operation.DELETE) {
            return outcome;
        }
        Long before = customerOf(input.before());
        Long after = customerOf(input.after());
        if (!Objects.equals(before, after)) {
            long contact = input.after().id();
            if (before != null) {
                find(input, before)
                        .filter(customer -> Objects.equals(customer.reference(FIELD), contact))
                        .ifPresent(customer ->
                                outcome.follow(point(customer.id(), null)).needs(CustomerType.TYPE, customer.id()));
            }
            if (after != null) {
                outcome.follow(point(after, contact)).needs(CustomerType.TYPE, after);
            }
        }
        return outcome;
    }

    private static Optional<RecordSnapshot> find(Input input, long customer) {
        return input.records().find(Caller.system(), CustomerType.TYPE, customer);
    }

    private static RecordChange point(long customer, Long contact) {
        return new RecordChange.Update(CustomerType.TYPE, customer, null, Collections.singletonMap(FIELD, contact));
    }

    /** The customer whose primary contact it is; null if it is none. */
    private static Long customerOf(RecordSnapshot contact) {
        return contact != null && Boolean.TRUE.equals(contact.get("isPrimary", Boolean.class))
                ? contact.reference(CUSTOMER)
                : null;
    }
}
