package org.penglai.crm.receivables.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.receivables.internal.Books.refused;
import static org.penglai.crm.receivables.internal.Books.yuan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.receivables.internal.Books;

class ReturnedGoodsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsOpenIsLoweredFirstAndWhatIsPaidBecomesAPrepayment(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        RecordSnapshot order = books.order("1000");
        RecordSnapshot first = plan(books, order, "600", "2099-01-31");
        RecordSnapshot second = plan(books, order, "400", "2099-02-28");
        RecordSnapshot receipt = books.confirmed("700");
        books.share(receipt, first, "600");
        RecordSnapshot share = books.share(receipt, second, "100");
        books.amounts(order, "paidAmount", "700");

        comesBack(books, order, "250");
        books.amounts(order, "dueAmount", "750");
        books.amounts(second, "amount", "150");
        books.amounts(first, "amount", "600");
        books.amounts(order, "paidAmount", "700");
        books.text(order, "paymentStatus", "partial");
        refused("exceedsDocument", () -> plan(books, order, "0.01", "2099-03-31"));

        comesBack(books, order, "650");
        books.text(second, "status", "closed");
        assertThat(books.kernel().now(share)).as("its share is taken back").isEmpty();
        books.amounts(first, "amount", "350");
        books.amounts(first, "openAmount", "0");
        books.amounts(order, "paidAmount", "350");
        books.text(order, "paymentStatus", "paid");
        books.amounts(receipt, "unallocatedAmount", "350");

        told(books, order);
        books.amounts(first, "amount", "350");
        comesBack(books, order, "1000");
        books.text(first, "status", "closed");
        books.amounts(receipt, "unallocatedAmount", "700");
        books.amounts(order, "paidAmount", "0");
        books.text(order, "paymentStatus", "paid");
    }

    private static RecordSnapshot plan(Books books, RecordSnapshot order, String amount, String dueOn) {
        return books.kernel()
                .create("paymentPlans", Map.of("order", order.id(), "amount", yuan(amount), "dueOn", dueOn));
    }

    /** All that came back so far, as the order's module writes it at the line. */
    private static void comesBack(Books books, RecordSnapshot order, String amount) {
        List<RecordSnapshot> lines = books.kernel().list("orderLines", "order==" + RecordId.format(order.id()), 1);
        books.kernel().update(lines.get(0), Map.of("returnedAmount", yuan(amount)));
        told(books, order);
    }

    private static void told(Books books, RecordSnapshot order) {
        new ReturnedGoods(books.kernel().records(), null)
                .handle(new RecordEvent(
                        1, Instant.now(), "orders", order.id(), 2, "updated", 0, Map.of("returnedAmount", List.of())));
    }
}
