package org.penglai.crm.api.assignment;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.security.Caller;

/** The fields of a record type whose records are the people of an assignment. Its entity is an {@link AssigneeEntity}. */
public final class AssigneeFields {
    /** The person's name, kept by the kernel's rules; the title. */
    public static final String NAME = "name";

    public static final String USER = "user";
    /** Whether the person is given anything at the moment. */
    public static final String IS_ACTIVE = "isActive";
    /** How much the person is given on one day at most; null for no limit. */
    public static final String QUOTA_PER_DAY = "quotaPerDay";
    /** Whoever has the smallest is next; null counts as 0. */
    public static final String TURN = "turn";

    public static final String GIVEN_ON = "givenOn";
    /** How much was given on that day. */
    public static final String GIVEN_COUNT = "givenCount";

    private static final String USERS = "users";

    private AssigneeFields() {}

    /** Adds the name, which comes from the user. */
    public static RecordDefinitionBuilder named(RecordDefinitionBuilder type) {
        return type.field(NAME, TEXT, f -> f.label("姓名", "Name").readOnly()).hook(AssigneeFields::name);
    }

    /**
     * Adds all others.
     *
     * @param quota what the limit of a day is called
     */
    public static RecordDefinitionBuilder counted(RecordDefinitionBuilder type, Localized quota) {
        return type.reference(USER, USERS, OnDelete.CASCADE, f -> f.label("成员", "Person")
                        .required())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("参与分配", "Takes part")
                        .required()
                        .defaultValue(true))
                .field(QUOTA_PER_DAY, INTEGER, f -> f.label(quota.zh(), quota.en())
                        .help("留空不限。", "No limit when empty."))
                .field(TURN, INTEGER, f -> f.label("轮次", "Turn")
                        .help("数字最小者下一个分到。", "Whoever has the smallest number is next.")
                        .readOnly())
                .field(GIVEN_ON, DATE, f -> f.label("最近分配日", "Last on").readOnly())
                .field(GIVEN_COUNT, INTEGER, f -> f.label("当日已分配", "Given that day")
                        .readOnly());
    }

    private static Outcome name(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null && input.after().reference(USER) != null) {
            input.records()
                    .find(Caller.system(), USERS, input.after().reference(USER))
                    .ifPresent(user -> outcome.set(NAME, user.text("name")));
        }
        return outcome;
    }
}
