package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** {@code crm:module-uninstall} */
@Service
@Command(
        scope = "crm",
        name = "module-uninstall",
        description = "Removes a module; its data stays in the database, or goes with it")
public final class ModuleUninstallCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(name = "module", required = true, description = "Name of the module")
    private String module;

    @Option(
            name = "--purge",
            description =
                    "Deletes its records, tables, files and settings for good; also for a module that was removed before")
    private boolean purge;

    @Option(
            name = "--export",
            description = "Writes its data into an archive before it deletes them; crm:module-import takes it in")
    private boolean export;

    @Override
    void run() {
        if (export) {
            System.out.println(modules.export(Caller.system(), module));
        } else if (purge) {
            modules.purge(Caller.system(), module);
        } else {
            modules.uninstall(module);
        }
    }
}
