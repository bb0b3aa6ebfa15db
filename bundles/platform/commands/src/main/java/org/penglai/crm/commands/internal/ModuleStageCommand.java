package org.penglai.crm.commands.internal;

import java.net.URI;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.Modules;

/** {@code crm:module-stage} */
@Service
@Command(
        scope = "crm",
        name = "module-stage",
        description = "Takes a module archive (KAR) into the platform's store; feature:install then knows its modules")
public final class ModuleStageCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Argument(name = "kar", required = true, description = "Path or file: address of the KAR")
    private String kar;

    @Override
    void run() {
        URI address = kar.startsWith("file:")
                ? URI.create(kar)
                : Path.of(kar).toAbsolutePath().toUri();
        modules.stage(address).forEach(System.out::println);
    }
}
