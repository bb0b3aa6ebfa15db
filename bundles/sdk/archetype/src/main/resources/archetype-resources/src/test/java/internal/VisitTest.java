package ${package}.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;

/** The rules of visits on the record kernel, on both databases. PostgreSQL needs Linux: elsewhere keep DERBY alone. */
class VisitTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aVisitIsCompletedOnceAndHasItsDateThen(TestDatabase.Kind database) {
        try (TestKernel kernel = start(database)) {
            RecordSnapshot visit = kernel.create(VisitType.TYPE, Map.of("subject", "季度回访"));
            assertThat(visit.text("status")).isEqualTo(VisitType.PLANNED);
            assertThatThrownBy(() -> kernel.update(visit, Map.of("status", VisitType.DONE)))
                    .isInstanceOf(Invalid.class);

            RecordSnapshot done = kernel.act(visit, "complete", Map.of());
            assertThat(done.text("status")).isEqualTo(VisitType.DONE);
            assertThat(done.values().get("visitedOn")).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNewCustomerGetsOneFirstVisitHoweverOftenItIsTold(TestDatabase.Kind database) {
        try (TestKernel kernel = start(database)) {
            RecordSnapshot customer = kernel.create("customers", Map.of("name", "海源"));
            FirstVisit handler = new FirstVisit(kernel.records());
            handler.handle(created(customer));
            handler.handle(created(customer));
            List<RecordSnapshot> visits = kernel.list(VisitType.TYPE, "", 10);
            assertThat(visits).hasSize(1);
            assertThat(visits.get(0).reference("customer")).isEqualTo(customer.id());
        }
    }

    private static TestKernel start(TestDatabase.Kind database) {
        return TestKernel.on(database, new CustomerType(), new VisitType());
    }

    private static RecordEvent created(RecordSnapshot record) {
        return new RecordEvent(1, Instant.EPOCH, record.type(), record.id(), 1, "created", 0, Map.of());
    }
}
