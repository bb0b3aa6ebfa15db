package org.penglai.crm.sales.internal.scoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordWalk;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.lead.LeadType;

/** When a rule comes, changes or goes, a job gives the open leads their new scores. */
@Component
public final class Rescoring implements EventHandler, JobHandler {
    static final String KIND = "sales.rescoring";

    private final Records records;
    private final Jobs jobs;

    @Activate
    public Rescoring(@Reference Records records, @Reference Jobs jobs) {
        this.records = records;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> types() {
        return Set.of(ScoringRuleType.TYPE);
    }

    @Override
    public void handle(RecordEvent event) {
        try {
            jobs.submit(
                    Caller.system(),
                    new JobRequest(KIND, Localized.of("重新计算线索评分", "Scores of leads"), Map.of()),
                    Map.of());
        } catch (IOException noFileIsHandedIn) {
            throw new UncheckedIOException(noFileIsHandedIn);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, Object> run(JobContext context) {
        long seen = 0;
        long changed = 0;
        for (List<RecordSnapshot> leads : RecordWalk.of(records, LeadType.TYPE, "status=in=(new,following)")) {
            if (context.isCancelled()) {
                break;
            }
            List<RecordSnapshot> rules = Score.rules(records);
            List<RecordChange> changes = leads.stream()
                    .filter(lead -> !Score.of(lead, rules).isOf(lead))
                    .<RecordChange>map(lead ->
                            new RecordChange.Update(LeadType.TYPE, lead.id(), null, values(Score.of(lead, rules))))
                    .toList();
            if (!changes.isEmpty()) {
                records.apply(Caller.system(), changes);
            }
            seen += leads.size();
            changed += changes.size();
            context.progress(seen, seen);
        }
        return Map.of("leads", seen, "changed", changed);
    }

    private static Map<String, Object> values(Score score) {
        Map<String, Object> values = new HashMap<>();
        values.put(LeadType.SCORE, score.points());
        values.put(LeadType.SCORE_REASONS, score.reasons());
        return values;
    }
}
