package org.penglai.crm.sales.internal.lead;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/**
 * Makes of a lead a customer, a contact and an opportunity, all at once or none. Where the customer is known already, it
 * is named, and only what is missing there is made.
 */
final class Conversion {
    private static final String CUSTOMER = "customer";
    private static final String CONTACT = "contact";
    private static final String IN_SPITE = "inSpiteOfDuplicates";
    private static final String WITH_OPPORTUNITY = "withOpportunity";
    private static final String OPPORTUNITY_NAME = "opportunityName";
    private static final List<String> OF_A_PERSON = List.of("position", "mobile", "email", "wechat");

    private final ActionDefinition.Input input;
    private final RecordSnapshot lead;
    private final Outcome outcome = Outcome.none();

    private Conversion(ActionDefinition.Input input) {
        this.input = input;
        this.lead = input.record();
    }

    static ActionDefinition action() {
        return ActionDefinition.of("convert", "转换", "Convert", input -> new Conversion(input).run())
                .askingFor(CUSTOMER, Sales.CUSTOMERS, f -> f.label("已有客户", "Existing customer")
                        .help("留空则新建客户。", "A new one is made when left empty."))
                .askingFor(CONTACT, Sales.CONTACTS, f -> f.label("已有联系人", "Existing contact")
                        .help("须为该客户的联系人；留空则新建。", "One of that customer; a new one is made when left empty."))
                .asking(WITH_OPPORTUNITY, BOOLEAN, f -> f.label("同时创建商机", "Make an opportunity")
                        .defaultValue(true))
                .asking(OPPORTUNITY_NAME, TEXT, f -> f.label("商机名称", "Name of the opportunity")
                        .help("留空则与线索同名。", "That of the lead when left empty."))
                .asking(OpportunityType.AMOUNT, MONEY, f -> f.label("预计金额", "Amount"))
                .asking(OpportunityType.EXPECTED_CLOSE_ON, DATE, f -> f.label("预计成交日期", "Expected close"))
                .asking(IN_SPITE, BOOLEAN, f -> f.label("同名也新建客户", "Make a customer in spite of one of that name")
                        .defaultValue(false))
                .onlyIf(ActionCondition.is(LeadType.STATUS, LeadStatus.NEW, LeadStatus.FOLLOWING));
    }

    private Outcome run() {
        LeadStatus.require(lead, LeadStatus.NEW, LeadStatus.FOLLOWING);
        Long known = argument(CUSTOMER, Long.class);
        Object customer = known == null ? newCustomer() : existing(CUSTOMER, Sales.CUSTOMERS, known);
        Object contact = contact(known, customer);
        outcome.set(LeadType.STATUS, LeadStatus.CONVERTED)
                .set(LeadType.CONVERTED_AT, input.now())
                .set(LeadType.CONVERTED_CUSTOMER, customer)
                .set(LeadType.CONVERTED_CONTACT, contact);
        if (!Boolean.FALSE.equals(argument(WITH_OPPORTUNITY, Boolean.class))) {
            outcome.set(LeadType.CONVERTED_OPPORTUNITY, opportunity(customer, contact));
        }
        return outcome;
    }

    private Object newCustomer() {
        mayCreate(Sales.CUSTOMERS);
        String company = lead.text("companyName");
        String name = Objects.requireNonNullElseGet(
                company, () -> Objects.requireNonNullElse(lead.text("contactName"), lead.text("name")));
        if (!Boolean.TRUE.equals(argument(IN_SPITE, Boolean.class)) && isKnown(name)) {
            throw new Conflict(
                    "duplicateCustomer",
                    Localized.of(
                            "已有同名客户。请选择该客户，或确认仍要新建。",
                            "There is a customer of that name. Choose it, or say that another one is to be made."),
                    List.of(Violation.of(CUSTOMER, "duplicate", "已有同名客户。", "There is a customer of that name.")));
        }
        Map<String, Object> values = owned();
        values.put("name", name);
        values.put("kind", company == null ? "person" : "company");
        take(values, "source", "source");
        take(values, "region", "region");
        if (company == null) {
            take(values, "phone", "mobile");
            take(values, "email", "email");
        }
        outcome.follow(new RecordChange.Create(Sales.CUSTOMERS, values, CUSTOMER));
        return RecordChange.made(CUSTOMER);
    }

    /** Equal names are found whoever has the customer: the exception to sight that duplicates make. */
    private boolean isKnown(String name) {
        return !input.records()
                .list(Caller.system(), Sales.CUSTOMERS, new RecordQuery("name=in=" + quoted(name), "id", 1))
                .isEmpty();
    }

    /** The chosen contact, the one with the same mail address at that customer, or a new one; null for a private person. */
    private Object contact(Long known, Object customer) {
        Long chosen = argument(CONTACT, Long.class);
        if (chosen != null) {
            RecordSnapshot contact =
                    input.records().find(input.caller(), Sales.CONTACTS, chosen).orElse(null);
            if (contact == null || !Objects.equals(contact.reference("customer"), known)) {
                outcome.reject(Violation.of(
                        CONTACT, "otherCustomer", "该联系人不属于所选客户。", "This contact is not one of that customer."));
            }
            return chosen;
        }
        String name = lead.text("contactName");
        if (name == null || known == null && lead.text("companyName") == null) {
            return null;
        }
        Optional<Long> sameAddress = known == null ? Optional.empty() : byAddress(known);
        if (sameAddress.isPresent()) {
            return sameAddress.get();
        }
        mayCreate(Sales.CONTACTS);
        Map<String, Object> values = owned();
        values.put("customer", customer);
        values.put("name", name);
        OF_A_PERSON.forEach(field -> take(values, field, field));
        outcome.follow(new RecordChange.Create(Sales.CONTACTS, values, CONTACT));
        return RecordChange.made(CONTACT);
    }

    private Optional<Long> byAddress(long customer) {
        String email = lead.text("email");
        if (email == null) {
            return Optional.empty();
        }
        String filter = "customer==" + RecordId.format(customer) + ";email=in=" + quoted(email);
        return input.records().list(Caller.system(), Sales.CONTACTS, new RecordQuery(filter, "id", 1)).stream()
                .map(RecordSnapshot::id)
                .findFirst();
    }

    private Object opportunity(Object customer, Object contact) {
        mayCreate(OpportunityType.TYPE);
        Map<String, Object> values = owned();
        values.put("name", Objects.requireNonNullElse(argument(OPPORTUNITY_NAME, String.class), lead.text("name")));
        values.put("customer", customer);
        values.put("primaryContact", contact);
        values.put(OpportunityType.AMOUNT, input.arguments().get(OpportunityType.AMOUNT));
        values.put(OpportunityType.EXPECTED_CLOSE_ON, input.arguments().get(OpportunityType.EXPECTED_CLOSE_ON));
        take(values, "source", "source");
        outcome.follow(new RecordChange.Create(OpportunityType.TYPE, values, "opportunity"));
        return RecordChange.made("opportunity");
    }

    private Long existing(String argument, String type, long id) {
        if (input.records().find(input.caller(), type, id).isEmpty()) {
            outcome.reject(Violation.of(argument, "missingReference", "没有这条记录。", "There is no such record."));
        }
        return id;
    }

    /** What is made belongs to whom the lead belongs to. */
    private Map<String, Object> owned() {
        Map<String, Object> values = new HashMap<>();
        Long owner = lead.reference(SystemFields.OWNER);
        if (owner != null) {
            values.put(SystemFields.OWNER, owner);
        }
        return values;
    }

    private void take(Map<String, Object> values, String field, String of) {
        Object value = lead.values().get(of);
        if (value != null) {
            values.put(field, value);
        }
    }

    private void mayCreate(String type) {
        if (!input.caller().may(type + ":create")) {
            throw new Forbidden(
                    "forbidden", Localized.of("您没有新建这类记录的权限。", "You may not make records of a type that this needs."));
        }
    }

    private <T> T argument(String name, Class<T> as) {
        return as.cast(input.arguments().get(name));
    }

    /** As the only one of a list in a filter: equal to itself, where an asterisk after == stands for anything. */
    private static String quoted(String text) {
        return "(\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
    }
}
