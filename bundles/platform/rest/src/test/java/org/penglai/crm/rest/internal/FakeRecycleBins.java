package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecycleBins;

/** A bin with two customers, and what it was asked. */
final class FakeRecycleBins implements RecycleBins {
    final List<String> asked = new ArrayList<>();

    @Override
    public List<Kind> types(Caller caller) {
        return List.of(new Kind("customers", Localized.of("客户", "Customers"), 2));
    }

    @Override
    public List<Deleted> list(Caller caller, String type, String q, Long before, int limit) {
        asked.add(type + " " + q + " " + before + " " + limit);
        return List.of(deleted(1), deleted(2)).subList(0, Math.min(limit, 2));
    }

    private static Deleted deleted(long id) {
        Kind along = new Kind("contacts", Localized.of("联系人", "Contacts"), 3);
        return new Deleted(
                id, id + 10, "云启", Instant.EPOCH, 0, "系统", Instant.EPOCH.plus(KEPT), List.of(along), true, false);
    }

    @Override
    public void purge(Caller caller, String type, long id) {
        asked.add("purge " + type + " " + id);
    }
}
