package org.penglai.crm.pools.internal;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.TypeNames;
import org.penglai.crm.records.spi.TypeOverlay;

/** Pools are for the types that take part in pools, as many of them as are installed. */
@Component
public final class PooledTypes implements TypeOverlay {
    @Override
    public String revision() {
        return "";
    }

    @Override
    public StoredType over(StoredType declared) {
        return declared;
    }

    @Override
    public StoredType over(StoredType declared, Map<String, StoredType> among) {
        return PoolsType.TYPE.equals(declared.name())
                ? TypeNames.chosen(declared, PoolsType.FOR_TYPE, among, type -> type.has(Trait.POOL))
                : declared;
    }
}
