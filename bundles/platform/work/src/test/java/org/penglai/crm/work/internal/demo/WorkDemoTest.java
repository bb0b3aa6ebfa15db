package org.penglai.crm.work.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.WorkKernel;

class WorkDemoTest {
    @Test
    void theKernelTakesEverySampleRecord() {
        try (WorkKernel kernel = new WorkKernel(TestDatabase.Kind.DERBY)) {
            Caller somebody = kernel.user("somebody", WorkKernel.SHANGHAI);
            List<DemoRecord> sample = new WorkDemo(kernel.records).records();
            List<RecordChange> changes = new ArrayList<>();
            for (DemoRecord record : sample) {
                Map<String, Object> values = new HashMap<>(record.values());
                record.references().forEach((field, target) -> {
                    assertThat(target).matches("customers:customer-\\d{3}");
                    values.put(field, List.of(new RecordLink("users", somebody.userId())));
                });
                changes.add(new RecordChange.Create(record.type(), values));
            }
            List<RecordSnapshot> created = kernel.records.apply(Caller.system(), changes);
            assertThat(created).hasSizeGreaterThan(30);
            assertThat(sample).extracting(DemoRecord::key).doesNotHaveDuplicates();
            assertThat(created)
                    .filteredOn(record -> record.type().equals("activities"))
                    .allSatisfy(activity -> assertThat(activity.get("occurredAt", Instant.class))
                            .isBefore(Instant.now()));
        }
    }
}
