package org.penglai.crm.rest.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.records.spi.StoredParts;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** The types that are installed right now. */
final class FakeTypes implements Types {
    volatile boolean writable = true;
    /** Types whose module is between its old and its new code. */
    final Set<String> withoutCode = ConcurrentHashMap.newKeySet();

    final Map<String, StoredType> known = new ConcurrentHashMap<>(Map.of("customers", FakePlatform.customers()));

    @Override
    public List<StoredType> list() {
        return List.copyOf(known.values());
    }

    @Override
    public Optional<StoredType> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    @Override
    public StoredType get(String name) {
        return find(name).orElseThrow(() -> new NotFound("typeNotInstalled", Localized.of("未安装。", "Not installed.")));
    }

    @Override
    public List<StoredParts> parts(String name) {
        return List.of(new StoredParts(
                "contacts",
                "customer",
                new PartsGrid(
                        List.of("name"), List.of("wonAmount"), List.of(ActionCondition.is("status", "potential")))));
    }

    @Override
    public boolean isWritable(String name) {
        return writable && !withoutCode.contains(name);
    }

    @Override
    public Set<String> units(String name) {
        return Set.of("customers");
    }

    @Override
    public void forget(String module) {
        known.clear();
    }

    @Override
    public List<String> problems(String module) {
        return List.of();
    }
}
