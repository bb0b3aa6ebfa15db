package org.penglai.crm.records.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What administrators change of types while the platform runs: fields, options, layouts. Register as an OSGi service;
 * the types that everybody sees are those of the modules with all overlays on them. Safe for any thread.
 */
@ConsumerType
public interface TypeOverlay {
    /**
     * Another text after every change, on whichever node it was made. Asked for about once a second, so it must be quick;
     * may fail while the database is away, then what was known stays.
     */
    String revision();

    /** The type with the changes of the last revision that was asked for; the very same if there are none. */
    StoredType over(StoredType declared);
}
