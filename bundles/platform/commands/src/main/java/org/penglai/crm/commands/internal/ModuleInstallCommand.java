package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;

/** {@code crm:module-install} */
@Service
@Command(
        scope = "crm",
        name = "module-install",
        description =
                "Installs a shipped or staged module, or moves it to another version, while everybody keeps working")
public final class ModuleInstallCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(name = "module", required = true, description = "Name of the module, e.g. crm-customers")
    private String module;

    @Argument(index = 1, name = "version", description = "Version; the newest known one if left out")
    private String version;

    @Override
    void run() {
        ModuleStatus status = modules.install(module, version);
        System.out.println(status.id() + ' ' + status.version() + ' ' + status.state());
    }
}
