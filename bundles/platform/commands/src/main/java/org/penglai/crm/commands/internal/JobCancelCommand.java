package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** {@code crm:job-cancel} */
@Service
@Command(scope = "crm", name = "job-cancel", description = "Asks a job to end")
public final class JobCancelCommand extends ExplainedAction {
    @Reference
    private Jobs jobs;

    @Argument(name = "id", required = true, description = "Id as crm:job-list prints it")
    private String id;

    @Override
    void run() {
        if (!jobs.cancel(Caller.system(), Ids.parse(id))) {
            throw new IllegalArgumentException("no such job, or it has ended already");
        }
    }
}
