package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** {@code crm:module-stop} */
@Service
@Command(
        scope = "crm",
        name = "module-stop",
        description = "Stops a module, over restarts too, until crm:module-start; its records can still be read")
public final class ModuleStopCommand extends ModuleAction {
    @Override
    ModuleStatus act(Modules modules, String module) {
        return modules.stop(Caller.system(), module);
    }
}
