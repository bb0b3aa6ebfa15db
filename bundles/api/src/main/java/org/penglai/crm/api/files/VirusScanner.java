package org.penglai.crm.api.files;

import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks for harm in files. Register an implementation as an OSGi service; where there are several, all of them look. The
 * platform brings one that asks ClamAV. Must be safe for any thread.
 */
@ConsumerType
public interface VirusScanner {
    /**
     * Looks at one file.
     *
     * @param content read to its end or not, not closed
     * @return what was found, such as {@code Win.Test.EICAR_HDB-1}; null if nothing was
     * @throws IOException if it cannot say; it is asked again later
     */
    String scan(InputStream content) throws IOException;
}
