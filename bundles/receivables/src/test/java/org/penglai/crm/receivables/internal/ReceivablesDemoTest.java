package org.penglai.crm.receivables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What comes as sample data keeps every rule, and goes again. */
class ReceivablesDemoTest {

    @ParameterizedTest
    @EnumSource(value = TestDatabase.Kind.class, names = "DERBY")
    void theSampleBooksAreRightAndCanBeTakenAway(TestDatabase.Kind kind) {
        Books books = Books.on(kind);
        Map<String, RecordSnapshot> made = new HashMap<>();
        List<RecordSnapshot> all = new ArrayList<>();
        for (DemoRecord record : new ReceivablesDemo().records()) {
            Map<String, Object> values = new HashMap<>(record.values());
            record.references().forEach((field, key) -> {
                String type = field.equals("original") ? "receipts" : field + "s";
                RecordSnapshot target = field.equals("customer")
                        ? made.computeIfAbsent(key, name -> books.kernel().create("customers", Map.of("name", name)))
                        : made.get(type + ":" + key);
                values.put(field, target.id());
            });
            RecordSnapshot created = books.kernel().create(record.type(), values);
            made.put(record.type() + ":" + record.key(), created);
            all.add(created);
        }
        assertThat(all.stream().filter(record -> record.type().equals("contracts")))
                .extracting(record -> books.now(record).text("paymentStatus"))
                .contains("paid", "partial", "unpaid");
        assertThat(all.stream().filter(record -> record.type().equals("paymentPlans")))
                .extracting(record -> books.now(record).text("status"))
                .contains("paid", "overdue", "pending");
        Collections.reverse(all);
        all.stream().filter(record -> books.kernel().now(record).isPresent()).forEach(books.kernel()::delete);
        assertThat(all).allMatch(record -> books.kernel().now(record).isEmpty());
    }
}
