package org.penglai.crm.records.spi;

import java.util.Map;
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

    /**
     * The same for what depends on which other types there are, such as a field that names a type. Asked anew whenever a
     * type comes or goes.
     *
     * @param among the types of all installed modules by name, as their modules declare them
     */
    default StoredType over(StoredType declared, Map<String, StoredType> among) {
        return over(declared);
    }
}
