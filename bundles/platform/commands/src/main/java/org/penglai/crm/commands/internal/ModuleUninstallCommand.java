package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.Modules;

/** {@code crm:module-uninstall} */
@Service
@Command(scope = "crm", name = "module-uninstall", description = "Removes a module; its data stays in the database")
public final class ModuleUninstallCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(name = "module", required = true, description = "Name of the module")
    private String module;

    @Override
    void run() {
        modules.uninstall(module);
    }
}
