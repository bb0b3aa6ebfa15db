package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;

/** Something that is done with one module and leaves it in some state. */
abstract class ModuleAction extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(name = "module", required = true, description = "Name of the module")
    private String module;

    @Override
    void run() {
        ModuleStatus status = act(modules, module);
        System.out.println(status.id() + ' ' + status.version() + ' ' + status.state());
    }

    abstract ModuleStatus act(Modules platform, String name);
}
