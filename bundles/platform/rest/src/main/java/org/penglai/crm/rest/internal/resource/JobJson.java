package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.jobs.Job;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.UndoLedger;
import org.penglai.crm.rest.internal.http.PercentCoding;

/** Jobs as JSON-like values. */
@Component(service = JobJson.class)
public class JobJson {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Records records;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile UndoLedger undo;

    @Activate
    public JobJson() {}

    /** Path of a job. */
    static String path(Job job) {
        return "/api/v1/jobs/" + Ids.format(job.id());
    }

    /** The job as the caller sees it. */
    public Map<String, Object> view(Caller caller, Job job) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", Ids.format(job.id()));
        view.put("kind", job.kind());
        view.put("label", job.label());
        view.put("state", job.state().code());
        view.put("done", job.done());
        view.put("total", job.total());
        view.put("createdAt", job.createdAt());
        view.put("createdBy", user(caller, job.createdBy()));
        view.put("startedAt", job.startedAt());
        view.put("finishedAt", job.finishedAt());
        if (job.message() != null) {
            view.put("message", job.message());
        }
        view.put("result", job.result());
        view.put("canUndo", canUndo(job));
        view.put(
                "files",
                job.files().stream()
                        .map(file -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("name", file.name());
                            entry.put("size", file.size());
                            entry.put("href", path(job) + "/files/" + PercentCoding.encode(file.name()));
                            return entry;
                        })
                        .toList());
        return view;
    }

    /** What can be taken back; null while nothing keeps it. */
    UndoLedger ledger() {
        return undo;
    }

    /** Whether what the job has written can still be taken back. */
    boolean canUndo(Job job) {
        UndoLedger ledger = undo;
        return ledger != null && job.state().isFinal() && ledger.canUndo(job.id());
    }

    private Map<String, Object> user(Caller caller, long id) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", id == 0 ? null : Ids.format(id));
        user.put("title", id == caller.userId() ? caller.displayName() : name(id));
        return user;
    }

    private String name(long id) {
        Records current = records;
        if (id == 0 || current == null) {
            return Caller.system().displayName();
        }
        try {
            return current.find(Caller.system(), "users", id)
                    .map(user -> user.text("name"))
                    .orElse("");
        } catch (CrmException e) {
            // A job is worth showing without its owner's name.
            return "";
        }
    }
}
