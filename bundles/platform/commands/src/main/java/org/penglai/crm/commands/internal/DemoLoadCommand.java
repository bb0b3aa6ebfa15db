package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.demo.Demo;

/** {@code crm:demo-load} */
@Service
@Command(
        scope = "crm",
        name = "demo-load",
        description = "Loads the sample data of all running modules, without what is there already")
public final class DemoLoadCommand extends ExplainedAction {
    @Reference
    private Demo demo;

    @Override
    void run() {
        System.out.println(demo.load() + " sample records loaded");
    }
}
