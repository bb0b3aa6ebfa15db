package org.penglai.crm.customers.internal;

import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** A customer has no relation to itself, and a relation is called after the customer that it leads to. */
final class RelationRules implements RecordHook {

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot relation = input.after();
        if (relation == null) {
            return Outcome.none();
        }
        Long related = relation.reference("related");
        if (Objects.equals(relation.reference("customer"), related)) {
            return Outcome.none()
                    .reject(Violation.of(
                            "related", "relatedToItself", "客户不能与自己建立关系。", "A customer cannot be related to itself."));
        }
        return input.records()
                .find(input.caller(), CustomerType.TYPE, related)
                .map(customer -> Outcome.none().set("title", customer.text("name")))
                .orElseGet(Outcome::none);
    }
}
