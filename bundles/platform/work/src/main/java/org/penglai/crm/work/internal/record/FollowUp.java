package org.penglai.crm.work.internal.record;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/**
 * The date of the next follow-up is a task: the open one of the same owner for the same record moves, else one is made, so
 * that there is never more than one.
 */
final class FollowUp implements RecordHook {
    private static final String OPEN = "status==open;followUp==true;";
    private static final int SUBJECT_LENGTH = 200;

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot after = input.after();
        Instant next = after == null ? null : after.get("nextFollowUpAt", Instant.class);
        if (next == null
                || input.before() != null
                        && Objects.equals(next, input.before().get("nextFollowUpAt", Instant.class))) {
            return Outcome.none();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dueAt", next);
        values.put("remindAt", next);
        values.put("activity", after.id());
        return Outcome.none()
                .follow(open(input)
                        .<RecordChange>map(
                                task -> new RecordChange.Update(TaskType.TYPE, task.id(), task.version(), values))
                        .orElseGet(() -> create(input, values)));
    }

    private static Optional<RecordSnapshot> open(Input input) {
        RecordSnapshot activity = input.after();
        Optional<RecordSnapshot> own = input.before() == null
                ? Optional.empty()
                : first(input, OPEN + "activity==" + Ids.format(activity.id()));
        List<RecordLink> related = Links.of(activity, "related");
        Long owner = activity.reference("owner");
        if (own.isPresent() || related.isEmpty() || owner == null) {
            return own;
        }
        return first(
                input,
                OPEN + "owner==" + Ids.format(owner) + ";related=="
                        + Ids.format(related.get(0).id()));
    }

    private static Optional<RecordSnapshot> first(Input input, String filter) {
        return input.records().list(Caller.system(), TaskType.TYPE, new RecordQuery(filter, "dueAt", 1)).stream()
                .findFirst();
    }

    private static RecordChange create(Input input, Map<String, Object> values) {
        RecordSnapshot activity = input.after();
        List<RecordLink> related = Links.of(activity, "related");
        String about = related.isEmpty()
                ? ActivityRules.subject(
                        Optional.ofNullable(activity.text("subject")).orElse(activity.text("content")),
                        activity.text("kind"),
                        input.caller().locale())
                : Links.title(input.records(), related.get(0));
        String subject = Localized.of("跟进：" + about, "Follow up: " + about)
                .in(input.caller().locale());
        values.put("subject", subject.substring(0, Math.min(SUBJECT_LENGTH, subject.length())));
        values.put("followUp", true);
        if (!related.isEmpty()) {
            values.put("related", related);
        }
        values.put("owner", activity.reference("owner"));
        return new RecordChange.Create(TaskType.TYPE, values);
    }
}
