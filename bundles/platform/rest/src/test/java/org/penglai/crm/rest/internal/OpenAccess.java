package org.penglai.crm.rest.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.OpenFields;
import org.penglai.crm.records.spi.StoredType;

/** Nobody's roles say anything of single records or fields. */
final class OpenAccess implements Access {
    @Override
    public Optional<StoredType> seen(Caller caller, StoredType type) {
        return OpenFields.of(caller, type);
    }

    @Override
    public Set<String> masked(Caller caller, StoredType type) {
        return Set.of();
    }

    @Override
    public Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids) {
        return Set.copyOf(ids);
    }

    @Override
    public Optional<StoredType> seenBy(long userId, StoredType type, long id) {
        return Optional.of(type);
    }

    @Override
    public List<Reason> reasons(long userId, StoredType type, String operation, long id) {
        return List.of();
    }

    @Override
    public Map<String, String> withheld(long userId, StoredType type) {
        return Map.of();
    }
}
