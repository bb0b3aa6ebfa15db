package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** {@code crm:module-start} */
@Service
@Command(scope = "crm", name = "module-start", description = "Runs a stopped module again")
public final class ModuleStartCommand extends ModuleAction {
    @Override
    ModuleStatus act(Modules modules, String module) {
        return modules.start(Caller.system(), module);
    }
}
