package org.penglai.crm.rest.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.HandOvers;

/** Somebody with three customers, and what was asked. */
final class FakeHandOvers implements HandOvers {
    final List<String> asked = new ArrayList<>();

    @Override
    public List<Held> preview(Caller caller, long user) {
        return List.of(new Held("owner.customers", Localized.of("客户", "Customers"), "customers", 3, false));
    }

    @Override
    public List<Held> run(Caller caller, long user, Map<String, Long> receivers, boolean left) {
        asked.add(user + " " + new TreeMap<>(receivers) + " " + left);
        return preview(caller, user);
    }
}
