package org.penglai.crm.customers.internal;

import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * Of the records of a customer at most one carries a flag, such as the default address: whoever gets it takes it from
 * the one before.
 *
 * @param type of the records, which refer to the customer by the field {@code customer}
 * @param flag the field that at most one has
 */
record OneOfEachCustomer(String type, String flag) implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (isRaised(input.before(), input.after())) {
            RecordSnapshot record = input.after();
            String rivals = "customer==" + RecordId.format(record.reference("customer")) + ";" + flag + "==true";
            input.records().list(Caller.system(), type, RecordQuery.where(rivals)).stream()
                    .filter(rival -> rival.id() != record.id())
                    .forEach(rival ->
                            outcome.follow(new RecordChange.Update(type, rival.id(), null, Map.of(flag, false))));
        }
        return outcome;
    }

    private boolean isRaised(RecordSnapshot before, RecordSnapshot after) {
        if (after == null || !isSet(after)) {
            return false;
        }
        return before == null
                || !isSet(before)
                || !Objects.equals(before.reference("customer"), after.reference("customer"));
    }

    private boolean isSet(RecordSnapshot record) {
        return Boolean.TRUE.equals(record.get(flag, Boolean.class));
    }
}
