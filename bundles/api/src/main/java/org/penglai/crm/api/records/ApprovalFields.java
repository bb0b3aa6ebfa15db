package org.penglai.crm.api.records;

/**
 * What types with {@link Trait#APPROVABLE} have. The builder declares the field; the entity brings the attribute {@code
 * approvalStatus}, and the migration its column:
 *
 * <pre>
 * approval_status varchar(20) default 'none' not null
 * </pre>
 *
 * <p>While a record is {@link #PENDING} nobody changes or deletes it, and an approval that was given is void once somebody
 * changes what it was given for. The platform adds the actions {@code submitApproval}, {@code withdrawApproval}, {@code
 * approve}, {@code rejectApproval}, {@code transferApproval}, {@code addApprover}, {@code copyApproval} and {@code
 * remindApproval}; a type does not use these names itself.
 */
public final class ApprovalFields {
    public static final String STATUS = "approvalStatus";
    public static final String NONE = "none";
    public static final String PENDING = "pending";
    public static final String APPROVED = "approved";
    public static final String REJECTED = "rejected";
    public static final String WITHDRAWN = "withdrawn";

    private ApprovalFields() {}

    static void declare(RecordDefinitionBuilder type) {
        type.field(STATUS, FieldKind.ENUMERATION, f -> f.label("审批状态", "Approval")
                .readOnly()
                .defaultValue(NONE)
                .option(NONE, "未提交", "Not submitted")
                .option(PENDING, "审批中", "Pending")
                .option(APPROVED, "已通过", "Approved")
                .option(REJECTED, "已驳回", "Rejected")
                .option(WITHDRAWN, "已撤回", "Withdrawn"));
    }

    /** On page and form the field stands in a section of its own, unless the type arranges it. */
    static void arrange(RecordDefinitionBuilder type) {
        type.section("approval", "审批", "Approval", STATUS);
    }
}
