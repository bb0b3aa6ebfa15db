package org.penglai.crm.commands.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.Modules;

/** {@code crm:module-plan} */
@Service
@Command(
        scope = "crm",
        name = "module-plan",
        description = "Tells what crm:module-install would do, and whether it could; touches nothing")
public final class ModulePlanCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(
            name = "modules",
            required = true,
            multiValued = true,
            description = "NAME [VERSION] of one module, or NAME/VERSION of several")
    private List<String> wanted;

    @Override
    void run() {
        ModulePlan plan = modules.plan(ModuleArguments.read(wanted));
        for (ModulePlan.Step step : plan.steps()) {
            System.out.println(step.id() + ' ' + (step.from() == null ? "-" : step.from()) + " -> " + step.to());
        }
        if (plan.problem() != null) {
            throw new IllegalArgumentException(plan.problem().en());
        }
    }
}
