package org.penglai.crm.records.spi;

import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** What clients are told of types: {@code GET /api/v1/meta/types}. Types that the caller may not read are left out. Safe for any thread. */
@ProviderType
public interface Metadata {
    /** Writes {@code {"items":[type...]}} in UTF-8; leaves the stream open. */
    void list(Caller caller, OutputStream out);

    /**
     * Writes one type in UTF-8; leaves the stream open.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such type, or the caller may not read it
     */
    void type(Caller caller, String name, OutputStream out);

    /** Changes whenever what {@link #list} writes for this caller may have changed; fit for an ETag, without quotes. */
    String revision(Caller caller);
}
