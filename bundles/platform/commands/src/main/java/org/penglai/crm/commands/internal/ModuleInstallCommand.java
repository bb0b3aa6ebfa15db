package org.penglai.crm.commands.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** {@code crm:module-install} */
@Service
@Command(
        scope = "crm",
        name = "module-install",
        description =
                "Runs shipped or staged modules in these versions, all or none, while everybody keeps working; what does not run well is taken back")
public final class ModuleInstallCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(
            name = "modules",
            required = true,
            multiValued = true,
            description = "NAME [VERSION] of one module, or NAME/VERSION of several; the newest version if left out")
    private List<String> wanted;

    @Override
    void run() {
        for (ModuleStatus status : modules.change(Caller.system(), ModuleArguments.read(wanted))) {
            System.out.println(status.id() + ' ' + status.version() + ' ' + status.state());
        }
    }
}
