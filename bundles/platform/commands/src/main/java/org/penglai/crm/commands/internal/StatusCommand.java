package org.penglai.crm.commands.internal;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.persistence.spi.Database;

/** {@code crm:status} */
@Service
@Command(scope = "crm", name = "status", description = "Says in a few lines how the system is")
public final class StatusCommand extends ExplainedAction {
    private static final long MEGABYTE = 1024L * 1024;

    @Reference
    private Modules modules;

    @Reference
    private Database database;

    @Override
    void run() {
        boolean alive = database.isAlive();
        System.out.println("database  " + (alive ? "answering" : "not answering"));
        if (alive) {
            long running = modules.list().stream()
                    .filter(module -> module.state() == ModuleStatus.State.RUNNING)
                    .count();
            System.out.println("modules   " + running + " of " + modules.list().size() + " running"
                    + (modules.isReady() ? "" : ", not ready"));
        }
        Runtime runtime = Runtime.getRuntime();
        long used = (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
        System.out.println("heap      " + used + " of " + runtime.maxMemory() / MEGABYTE + " MB");
        System.out.println("uptime    "
                + Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }
}
