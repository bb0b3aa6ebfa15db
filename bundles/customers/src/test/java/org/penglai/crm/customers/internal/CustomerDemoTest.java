package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.demo.Demo;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/** The sample data through the whole kernel. */
class CustomerDemoTest {

    private static final int CUSTOMERS = 60;
    private static final int ALL = 150;

    @Test
    void thePeopleBelongToSampleCustomersAndNobodyCanBeReached() {
        List<DemoRecord> records = new CustomerDemo().records();
        Set<String> keys = new HashSet<>();
        records.forEach(record -> {
            assertThat(keys.add(record.key())).as(record.key()).isTrue();
            assertThat((String) record.values().get("email")).endsWith("@example.com");
            assertThat((String) record.values()
                            .getOrDefault("phone", record.values().get("mobile")))
                    .startsWith("138 0000 ");
        });
        assertThat(records).hasSize(ALL);
        records.forEach(
                record -> assertThat(keys).containsAll(record.references().values()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theSampleDataComeOnceAndGoAltogether(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            Demo demo = kernel.demo();
            assertThat(demo.load()).isEqualTo(ALL);
            assertThat(kernel.list("customers", "tags==示例", 1_000)).hasSize(CUSTOMERS);
            assertThat(kernel.list("contacts", "tags==示例", 1_000)).hasSize(ALL - CUSTOMERS);
            RecordSnapshot first = only(kernel, "DEMO-001");
            assertThat(first.values())
                    .containsEntry("externalIds", List.of(new ExternalId("demo", "customer-001")))
                    .containsEntry("phone", "+8613800000001");
            assertThat(only(kernel, "DEMO-004").reference("parent"))
                    .isEqualTo(only(kernel, "DEMO-002").id());
            assertThat(demo.load()).isZero();

            kernel.apply(
                    new RecordChange.Update("customers", first.id(), null, Map.of("name", "改过的名称")),
                    new RecordChange.Delete(
                            "customers", only(kernel, "DEMO-060").id(), null));
            assertThat(demo.load()).isZero();
            assertThat(kernel.list("customers", "customerNo==DEMO-060", 1)).isEmpty();

            int left = kernel.list("customers", "", 1_000).size()
                    + kernel.list("contacts", "", 1_000).size();
            assertThat(demo.remove()).isEqualTo(left);
            assertThat(kernel.list("customers", "", 1)).isEmpty();
            assertThat(kernel.list("contacts", "", 1)).isEmpty();
            assertThat(demo.remove()).isZero();
            assertThat(demo.load()).isEqualTo(ALL);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatARealRecordNeedsStays(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            kernel.demo().load();
            kernel.apply(new RecordChange.Create(
                    "customers",
                    Map.of(
                            "customerNo",
                            "R-1",
                            "name",
                            "真实客户有限公司",
                            "parent",
                            only(kernel, "DEMO-004").id())));

            // The one that is needed, and the parent of that one.
            assertThat(kernel.demo().remove()).isEqualTo(ALL - 2);
            assertThat(kernel.list("contacts", "", 1)).isEmpty();
            assertThat(kernel.list("customers", "", 10))
                    .extracting(customer -> customer.text("customerNo"))
                    .containsExactlyInAnyOrder("DEMO-002", "DEMO-004", "R-1");
            assertThat(kernel.list("customers", "customerNo==R-1", 1).get(0).reference("parent"))
                    .isEqualTo(only(kernel, "DEMO-004").id());
        }
    }

    private static RecordSnapshot only(CustomerKernel kernel, String number) {
        return kernel.list("customers", "customerNo==" + number, 2).get(0);
    }
}
