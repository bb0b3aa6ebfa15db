package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** {@code crm:module-rollback} */
@Service
@Command(
        scope = "crm",
        name = "module-rollback",
        description = "Runs the version of a module again that ran before the present one")
public final class ModuleRollbackCommand extends ModuleAction {
    @Override
    ModuleStatus act(Modules modules, String module) {
        return modules.rollback(Caller.system(), module);
    }
}
