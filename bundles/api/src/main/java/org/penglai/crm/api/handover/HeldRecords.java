package org.penglai.crm.api.handover;

import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.ActionCondition;

/**
 * Records that name a person and must name somebody else when that person leaves, besides being the owner, which is known
 * of every type. Plain data, so that a hand-over moves any number of records in one transaction and runs no code of a
 * module.
 *
 * @param id unique among all types, in lower camel case: {@code departmentsManaged}
 * @param label what these records are, for people
 * @param type the record type
 * @param field a reference to users
 * @param conditions what holds for the records in question, history is left alone; empty for all
 * @param optional whether the field may be left empty when nobody takes over
 */
public record HeldRecords(
        String id, Localized label, String type, String field, List<ActionCondition> conditions, boolean optional) {
    public HeldRecords {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(field, "field");
        conditions = List.copyOf(conditions);
    }
}
