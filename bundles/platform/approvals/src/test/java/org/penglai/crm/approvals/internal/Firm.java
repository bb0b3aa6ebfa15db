package org.penglai.crm.approvals.internal;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.approvals.internal.course.ApprovalStepsType;
import org.penglai.crm.approvals.internal.course.ApprovalsType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowStepsType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowsType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;

/** A firm with people and bids that they decide on. */
final class Firm implements AutoCloseable {
    final TestKernel kernel;
    /** Decides where nobody else is found. */
    final RecordSnapshot fallback;

    /** @param others whose records are decided on, too */
    Firm(TestDatabase.Kind kind, RecordType... others) {
        ApprovalContribution contribution = new ApprovalContribution();
        Stream<RecordType> all = Stream.of(
                type(Person.definition()),
                type(Role.definition()),
                type(Department.definition()),
                type(contribution.extend(BidLine.definition())),
                type(contribution.extend(Bid.definition())),
                new ApprovalFlowsType(),
                new ApprovalFlowStepsType(),
                new ApprovalsType(),
                new ApprovalStepsType());
        Stream<RecordType> extended = Stream.of(others).map(other -> type(contribution.extend(other.definition())));
        kernel = TestKernel.on(kind, Stream.concat(all, extended).toArray(RecordType[]::new));
        fallback = person("替补");
    }

    private static RecordType type(RecordDefinition definition) {
        return () -> definition;
    }

    RecordSnapshot person(String name, Object... more) {
        return kernel.create("users", values(more, "name", name));
    }

    RecordSnapshot flow(Object... more) {
        return kernel.create(
                "approvalFlows",
                values(more, "name", "标书审批", "type", "bids", "fallback", fallback.id(), "amountField", "amount"));
    }

    RecordSnapshot step(RecordSnapshot flow, int position, Object... more) {
        return kernel.create(
                "approvalFlowSteps",
                values(more, "name", "第" + position + "步", "flow", flow.id(), "position", position));
    }

    /** A step that asks these people. */
    RecordSnapshot asking(RecordSnapshot flow, int position, String mode, RecordSnapshot... people) {
        return step(flow, position, "who", "user", "mode", mode, "users", links(people));
    }

    static List<RecordLink> links(RecordSnapshot... records) {
        return Arrays.stream(records)
                .map(record -> new RecordLink(record.type(), record.id()))
                .toList();
    }

    RecordSnapshot bid(Object... more) {
        return kernel.create("bids", values(more, "name", "标书"));
    }

    RecordSnapshot act(RecordSnapshot who, RecordSnapshot bid, String action, Object... arguments) {
        return kernel.act(as(who), bid, action, values(arguments));
    }

    /** The bid as it stands, by its approval. */
    String status(RecordSnapshot bid) {
        return kernel.now(bid).orElseThrow().text("approvalStatus");
    }

    RecordSnapshot approval(RecordSnapshot bid) {
        List<RecordSnapshot> all = kernel.list("approvals", "recordId==" + RecordId.format(bid.id()), 50);
        return all.get(all.size() - 1);
    }

    /** Who is asked now. */
    List<String> asked(RecordSnapshot bid) {
        return seats(bid).stream()
                .filter(seat -> "pending".equals(seat.text("decision")))
                .map(seat -> name(seat.reference("assignee")))
                .sorted()
                .toList();
    }

    List<RecordSnapshot> seats(RecordSnapshot bid) {
        return kernel.list(
                "approvalSteps", "approval==" + RecordId.format(approval(bid).id()), 200);
    }

    /** What was decided: names with codes, in the order of asking. */
    List<String> told(RecordSnapshot bid) {
        return seats(bid).stream()
                .map(seat -> name(seat.reference("assignee")) + " " + seat.text("decision"))
                .toList();
    }

    String name(Long user) {
        return kernel.records()
                .find(Caller.system(), "users", user)
                .orElseThrow()
                .text("name");
    }

    static Caller as(RecordSnapshot person) {
        return new Caller(
                person.id(),
                person.text("name"),
                person.text("name"),
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                Set.of("*:*"));
    }

    static Map<String, Object> values(Object[] more, Object... first) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < first.length; i += 2) {
            values.put((String) first[i], first[i + 1]);
        }
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    @Override
    public void close() {
        kernel.close();
    }
}
