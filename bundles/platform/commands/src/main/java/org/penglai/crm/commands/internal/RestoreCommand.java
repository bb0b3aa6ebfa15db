package org.penglai.crm.commands.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.persistence.spi.Backups.Manifest;
import org.penglai.crm.persistence.spi.Backups.TableContent;
import org.penglai.crm.privacy.spi.Restores;

/** {@code crm:restore} */
@Service
@Command(
        scope = "crm",
        name = "restore",
        description = "Reads a backup in full and has it put back at the next start, in place of all data")
public final class RestoreCommand extends ExplainedAction {
    @Reference
    private Restores restores;

    @Option(name = "--force", description = "Even if people have changed records since the backup")
    private boolean force;

    @Argument(name = "FOLDER", required = true, description = "The backup's folder")
    private String folder;

    @Override
    void run() throws IOException {
        Manifest manifest;
        try {
            manifest = restores.stage(Path.of(folder).toAbsolutePath(), force);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        long rows = manifest.tables().stream().mapToLong(TableContent::rows).sum();
        System.out.println("The backup of " + manifest.takenAt() + " is whole: "
                + manifest.tables().size() + " tables, " + rows + " rows.");
        System.out.println("It takes the place of all data at the next start. Stop all nodes, then start one of them.");
    }
}
