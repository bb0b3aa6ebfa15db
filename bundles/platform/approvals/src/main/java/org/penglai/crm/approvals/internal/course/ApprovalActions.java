package org.penglai.crm.approvals.internal.course;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.approvals.internal.flow.Flows;
import org.penglai.crm.approvals.internal.flow.Plan;

/** What can be done to a record that goes through approval. */
public final class ApprovalActions {
    public static final String SUBMIT = "submitApproval";
    public static final String WITHDRAW = "withdrawApproval";
    public static final String APPROVE = "approve";
    public static final String REJECT = "rejectApproval";
    public static final String TRANSFER = "transferApproval";
    public static final String ADD = "addApprover";
    public static final String COPY = "copyApproval";
    public static final String REMIND = "remindApproval";
    /** What only those do who are asked. */
    public static final Set<String> OF_ASKED = Set.of(APPROVE, REJECT, TRANSFER, ADD, COPY);

    private static final String COMMENT = "comment";
    private static final String USER = "user";
    private static final String TO_STEP = "toStep";
    private static final String WHEN = "when";
    private static final String BEFORE = "before";

    private final String titleField;
    private final Amounts amounts;

    /** @param titleField of the type whose records are decided */
    public ApprovalActions(String titleField, Amounts amounts) {
        this.titleField = titleField;
        this.amounts = amounts;
    }

    /** Whether the platform's own action, which no flow keeps back. */
    public static boolean isOne(String action) {
        return OF_ASKED.contains(action) || Set.of(SUBMIT, WITHDRAW, REMIND).contains(action);
    }

    /** What is said of an action that a flow keeps back. */
    public static CrmException needed() {
        return Refusals.needed();
    }

    /** In the order in which people need them. */
    public List<ActionDefinition> all() {
        return List.of(
                ActionDefinition.of(SUBMIT, "提交审批", "Submit for approval", this::submit)
                        .asking(COMMENT, LONG_TEXT, f -> f.label("说明", "Reason"))
                        .onlyIf(ActionCondition.isNot(
                                ApprovalFields.STATUS, ApprovalFields.PENDING, ApprovalFields.APPROVED)),
                pending(APPROVE, "同意", "Approve", this::approve)
                        .asking(COMMENT, LONG_TEXT, f -> f.label("意见", "Comment")),
                pending(REJECT, "驳回", "Reject", this::reject)
                        .asking(COMMENT, LONG_TEXT, f -> f.label("意见", "Comment")
                                .required())
                        .asking(TO_STEP, INTEGER, f -> f.label("退回到步骤", "Back to step")
                                .help("留空则退回给发起人。", "To whoever asked for it when left empty.")),
                pending(TRANSFER, "转交", "Transfer", this::transfer)
                        .askingFor(USER, "users", f -> f.label("转交给", "To").required())
                        .asking(COMMENT, LONG_TEXT, f -> f.label("意见", "Comment")),
                pending(ADD, "加签", "Add an approver", this::add)
                        .askingFor(USER, "users", f -> f.label("加签人", "Whom").required())
                        .asking(WHEN, ENUMERATION, f -> f.label("顺序", "When")
                                .required()
                                .defaultValue(BEFORE)
                                .option(BEFORE, "在我之前", "Before me")
                                .option("after", "在我之后", "After me"))
                        .asking(COMMENT, LONG_TEXT, f -> f.label("意见", "Comment")),
                pending(COPY, "抄送", "Send a copy", this::copy)
                        .askingFor(USER, "users", f -> f.label("抄送给", "To").required()),
                pending(WITHDRAW, "撤回审批", "Withdraw", this::withdraw),
                pending(REMIND, "催办", "Remind", this::remind));
    }

    private static ActionDefinition pending(String name, String zh, String en, ActionDefinition.Handler handler) {
        return ActionDefinition.of(name, zh, en, handler)
                .onlyIf(ActionCondition.is(ApprovalFields.STATUS, ApprovalFields.PENDING));
    }

    private Outcome submit(ActionDefinition.Input input) {
        RecordSnapshot record = input.record();
        String status = record.text(ApprovalFields.STATUS);
        if (ApprovalFields.PENDING.equals(status) || ApprovalFields.APPROVED.equals(status)) {
            throw Refusals.submitted();
        }
        RecordSnapshot flow =
                Flows.of(input.records(), record.type(), record.id()).orElseThrow(Refusals::noFlow);
        Plan plan = Flows.plan(input.records(), flow);
        Money amount = amounts.inBase(record, plan.amountField(), input.now());
        Opened opened = Opened.submit(
                input.records(),
                record,
                record.text(titleField),
                plan,
                input.caller(),
                amount,
                (String) input.arguments().get(COMMENT),
                input.now());
        opened.course().advance();
        return outcome(opened);
    }

    private Outcome approve(ActionDefinition.Input input) {
        Opened opened = opened(input);
        opened.course().approve(own(opened, input), comment(input));
        return outcome(opened);
    }

    private Outcome reject(ActionDefinition.Input input) {
        Opened opened = opened(input);
        Seat seat = own(opened, input);
        Long to = (Long) input.arguments().get(TO_STEP);
        int back = to == null ? 0 : Math.toIntExact(Math.max(-1, Math.min(to, Integer.MAX_VALUE)));
        if (back < 0 || back >= opened.course().step() && back > 0) {
            throw new Invalid(Violation.of(TO_STEP, "outOfRange", "只能退回到之前的步骤。", "Only to a step before this one."));
        }
        opened.course().reject(seat, comment(input), back);
        return outcome(opened);
    }

    private Outcome transfer(ActionDefinition.Input input) {
        Opened opened = opened(input);
        boolean manages = input.caller().may("approvalFlows:update");
        Seat seat = opened.course()
                .askedNow(input.caller().userId())
                .or(() -> manages ? opened.course().askedNow().stream().findFirst() : Optional.empty())
                .orElseThrow(Refusals::notAsked);
        opened.course().transfer(seat, newcomer(opened, input), comment(input));
        return outcome(opened);
    }

    private Outcome add(ActionDefinition.Input input) {
        Opened opened = opened(input);
        Seat seat = own(opened, input);
        boolean first = BEFORE.equals(input.arguments().get(WHEN));
        opened.course().add(seat, newcomer(opened, input), first, comment(input));
        return outcome(opened);
    }

    private Outcome copy(ActionDefinition.Input input) {
        Opened opened = opened(input);
        Seat seat = own(opened, input);
        opened.course().copy(Set.of(user(opened, input)), seat.assignee);
        return outcome(opened);
    }

    private Outcome withdraw(ActionDefinition.Input input) {
        Opened opened = opened(input);
        boolean own = opened.requester() == null
                || opened.requester() == input.caller().userId();
        if (!own && !input.caller().may("approvalFlows:update")) {
            throw Refusals.notRequester();
        }
        opened.course().withdraw();
        return outcome(opened);
    }

    private Outcome remind(ActionDefinition.Input input) {
        Outcome outcome = Outcome.none();
        opened(input).reminder().forEach(outcome::notify);
        return outcome;
    }

    private static Opened opened(ActionDefinition.Input input) {
        return Opened.pending(input.records(), input.record(), input.now()).orElseThrow(Refusals::over);
    }

    private static Seat own(Opened opened, ActionDefinition.Input input) {
        return opened.course().askedNow(input.caller().userId()).orElseThrow(Refusals::notAsked);
    }

    private static String comment(ActionDefinition.Input input) {
        return (String) input.arguments().get(COMMENT);
    }

    private static long user(Opened opened, ActionDefinition.Input input) {
        long user = (Long) input.arguments().get(USER);
        if (!opened.isActive(user)) {
            throw new Invalid(Violation.of(USER, "inactiveUser", "该用户不存在或已停用。", "There is no such active user."));
        }
        return user;
    }

    private static long newcomer(Opened opened, ActionDefinition.Input input) {
        long user = user(opened, input);
        if (opened.course().isAsked(user)) {
            throw new Invalid(
                    Violation.of(USER, "askedAlready", "该用户已在这一步审批。", "This person is asked in this step already."));
        }
        return user;
    }

    private static Outcome outcome(Opened opened) {
        Outcome outcome =
                Outcome.none().set(ApprovalFields.STATUS, opened.course().status());
        opened.changes().forEach(outcome::follow);
        opened.notices().forEach(outcome::notify);
        return outcome;
    }
}
