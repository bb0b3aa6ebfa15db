package org.penglai.crm.records.internal.types;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** All record types, and the code behind those that can be written. */
public class TypeRegistry implements Types {
    /**
     * The type with its code; present only while the RecordType service and the unit's EntityManagerFactory are there
     * and the schema fits.
     */
    public Optional<RegisteredType> registered(String type) {
        return Optional.empty();
    }

    @Override
    public List<StoredType> list() {
        return List.of();
    }

    @Override
    public Optional<StoredType> find(String name) {
        return Optional.empty();
    }

    @Override
    public StoredType get(String name) {
        throw UnknownTypes.unknown(name);
    }

    @Override
    public boolean isWritable(String name) {
        return registered(name).isPresent();
    }

    @Override
    public Set<String> units(String name) {
        return Set.of(get(name).unit());
    }

    @Override
    public void forget(String module) {}

    @Override
    public List<String> problems(String module) {
        return List.of();
    }
}
