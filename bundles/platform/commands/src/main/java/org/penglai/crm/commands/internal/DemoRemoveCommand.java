package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.demo.Demo;

/** {@code crm:demo-remove} */
@Service
@Command(
        scope = "crm",
        name = "demo-remove",
        description = "Puts all sample data into the recycle bin, also what people have changed since")
public final class DemoRemoveCommand extends ExplainedAction {
    @Reference
    private Demo demo;

    @Override
    void run() {
        System.out.println(demo.remove() + " sample records removed");
    }
}
