package org.penglai.crm.files.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Contents of attachments by their hash, whoever they belong to. Safe for any thread. */
@ProviderType
public interface Contents {
    /** Where the content with this SHA-256 is, or would be. */
    Path file(String sha256);

    /** Takes a content in; one that no row of an attachment names is deleted after a day. Returns its SHA-256 in hex. */
    String add(InputStream content) throws IOException;
}
