package org.penglai.crm.files.internal;

import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.StoredType;

/** A type whose records have files. */
final class StoredTypes {
    static final StoredType CUSTOMERS = new StoredType(
            "customers",
            "crm-customers",
            "1.0.0",
            "customers",
            "crm_customer",
            Localized.of("客户", "Customer"),
            Localized.of("客户", "Customers"),
            "name",
            null,
            null,
            null,
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(Trait.ATTACHMENTS),
            List.of(),
            Map.of(),
            List.of());

    private StoredTypes() {}
}
