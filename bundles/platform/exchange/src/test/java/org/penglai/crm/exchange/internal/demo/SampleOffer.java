package org.penglai.crm.exchange.internal.demo;

import java.util.List;
import java.util.Map;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;

/** What a module offers. */
record SampleOffer(String module, List<DemoRecord> records) implements DemoData {

    static DemoData of(DemoRecord... records) {
        return new SampleOffer("crm-sample", List.of(records));
    }

    static DemoRecord firm(String key) {
        return new DemoRecord("firms", key, Map.of("name", key), Map.of());
    }

    static DemoRecord branch(String key, String parent) {
        return new DemoRecord("firms", key, Map.of("name", key), Map.of("parent", parent));
    }

    static DemoRecord person(String key, String firm) {
        return new DemoRecord("persons", key, Map.of("name", key), Map.of("firm", firm));
    }
}
