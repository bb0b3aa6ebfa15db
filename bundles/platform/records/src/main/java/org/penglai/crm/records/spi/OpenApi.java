package org.penglai.crm.records.spi;

import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** The description of the HTTP interface as OpenAPI 3.0: {@code GET /api/openapi.json}. Safe for any thread. */
@ProviderType
public interface OpenApi {
    /** Writes the document for the types that the caller may read, in UTF-8; leaves the stream open. */
    void write(Caller caller, OutputStream out);
}
