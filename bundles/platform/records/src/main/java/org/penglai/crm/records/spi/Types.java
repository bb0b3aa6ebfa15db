package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The types that the platform knows. Safe for any thread. */
@ProviderType
public interface Types {
    /** All types of installed modules, swapping or stopped ones included; by name. */
    List<StoredType> list();

    /** A type of an installed module. */
    Optional<StoredType> find(String name);

    /**
     * A type of an installed module.
     *
     * @throws org.penglai.crm.api.error.NotFound with code typeNotInstalled, or unknownType if it was never there
     */
    StoredType get(String name);

    /** Parts of the type's records that are written on the page of the whole; none while its code is not there. */
    default List<StoredParts> parts(String name) {
        return List.of();
    }

    /** Whether the type's code is there, so that it can be written. */
    boolean isWritable(String name);

    /** Units whose gates a write of this type must pass: its own and those of all types it touches. */
    Set<String> units(String name);

    /** The module was removed for good: its types answer 404 from now on; data stays. */
    void forget(String module);

    /** Asks the overlays at once whether anything changed, e.g. after a change that this node has made. */
    default void refresh() {}

    /** What is wrong with the module's types, one line each; empty if nothing is. */
    List<String> problems(String module);

    /** The module's types, those of a removed module included. */
    default List<StoredType> of(String module) {
        return list().stream().filter(type -> type.module().equals(module)).toList();
    }

    /** The module was removed with all its data: its types were never there. */
    default void purge(String module) {
        forget(module);
    }
}
