package org.penglai.crm.commands.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** {@code crm:module-import} */
@Service
@Command(
        scope = "crm",
        name = "module-import",
        description =
                "Takes in the data that crm:module-uninstall --export wrote, here or elsewhere, into a module without data")
public final class ModuleImportCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(name = "archive", required = true, description = "Path of the archive")
    private String archive;

    @Override
    void run() {
        System.out.println(modules.importData(Caller.system(), Path.of(archive).toAbsolutePath()));
    }
}
