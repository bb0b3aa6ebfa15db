package org.penglai.crm.sales.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class CatalogueDemoTest {
    @Test
    void theSampleRecordsPassEveryRule() {
        try (TestKernel kernel = SalesKernel.on(TestDatabase.Kind.DERBY)) {
            Map<String, Long> known = new HashMap<>();
            Map<String, List<DemoRecord>> types = new CatalogueDemo()
                    .records().stream()
                            .collect(Collectors.groupingBy(DemoRecord::type, LinkedHashMap::new, Collectors.toList()));
            types.forEach((type, records) -> {
                List<RecordSnapshot> made = kernel.apply(records.stream()
                        .map(record -> new RecordChange.Create(type, values(kernel, record, known)))
                        .toArray(RecordChange[]::new));
                IntStream.range(0, made.size())
                        .forEach(at ->
                                known.put(records.get(at).key(), made.get(at).id()));
            });
            assertThat(kernel.list("quotes", "", 100))
                    .hasSizeGreaterThan(10)
                    .allMatch(quote -> quote.get("gross", Money.class).amount().signum() > 0);
            assertThat(kernel.list("orders", "", 100)).isNotEmpty();
        }
    }

    /** With the ids of what it refers to; customers are made when somebody needs one. */
    private static Map<String, Object> values(TestKernel kernel, DemoRecord record, Map<String, Long> known) {
        Map<String, Object> values = new HashMap<>(record.values());
        record.references()
                .forEach((field, key) -> values.put(field, known.computeIfAbsent(key, customer -> kernel.create(
                                "customers", Map.of("name", customer))
                        .id())));
        return values;
    }
}
