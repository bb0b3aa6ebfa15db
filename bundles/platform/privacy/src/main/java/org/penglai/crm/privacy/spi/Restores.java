package org.penglai.crm.privacy.spi;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.persistence.spi.Backups;

/** Putting a backup back. Safe for any thread. */
@ProviderType
public interface Restores {
    /**
     * Has a backup put back at the next start, once it was read in full.
     *
     * @param force even if people have changed records since the backup
     * @throws IOException if it is no backup, or not whole
     * @throws org.penglai.crm.api.error.Conflict if there is newer data, or the backup is for another database or release
     */
    Backups.Manifest stage(Path folder, boolean force) throws IOException;
}
