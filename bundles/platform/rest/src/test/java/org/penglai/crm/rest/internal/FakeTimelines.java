package org.penglai.crm.rest.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Timelines;

/** Timelines of one change each. */
final class FakeTimelines implements Timelines {
    final List<Request> asked = new ArrayList<>();

    @Override
    public Page read(Caller caller, String type, long id, Request request) {
        asked.add(request);
        FieldChange change = new FieldChange("name", Localized.of("名称", "Name"), "旧", "新", "旧", "新");
        return new Page(
                List.of(new Item(
                        5,
                        CHANGE,
                        Instant.parse("2026-11-22T03:00:00Z"),
                        new Person(7, "安娜"),
                        type,
                        id,
                        Localized.of("修改了客户", "Changed the customer"),
                        null,
                        List.of(change),
                        Map.of("version", 2))),
                "next");
    }

    @Override
    public List<Kind> kinds(Caller caller, StoredType type) {
        return List.of(new Kind(CHANGE, Localized.of("修改", "Changes")));
    }
}
