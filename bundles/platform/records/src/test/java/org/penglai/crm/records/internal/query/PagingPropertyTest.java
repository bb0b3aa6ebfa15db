package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Walking all pages of a random order gives every row exactly once, in the order that sorting in memory gives. */
class PagingPropertyTest {
    private static final List<String> FIELDS = List.of(
            "name",
            "level",
            "email",
            "employees",
            "score",
            "revenue",
            "active",
            "foundedOn",
            "metAt",
            "parent.name",
            "parent.level");
    private static final int ORDERS = 60;
    private static final int ROWS = 157;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void walksEveryRowOnceInOrder(TestDatabase.Kind kind) {
        List<FirmRow> rows = RandomFirms.make(11, ROWS);
        Map<Long, FirmRow> byId = rows.stream().collect(Collectors.toMap(FirmRow::id, Function.identity()));
        try (FirmDatabase firms = new FirmDatabase(kind).insert(rows)) {
            Random random = new Random(5);
            for (int at = 0; at < ORDERS; at++) {
                firms.database.transactions().run(transaction -> {
                    walk(firms, rows, byId, random);
                    return null;
                });
            }
        }
    }

    private static void walk(FirmDatabase firms, List<FirmRow> rows, Map<Long, FirmRow> byId, Random random) {
        List<String> terms = new ArrayList<>();
        Comparator<FirmRow> order = null;
        for (int key = random.nextInt(4); key > 0; key--) {
            String field = RandomFirms.pick(random, FIELDS);
            boolean descending = random.nextBoolean();
            terms.add((descending ? "-" : "") + field);
            Comparator<FirmRow> next = by(field, descending, byId);
            order = order == null ? next : order.thenComparing(next);
        }
        Comparator<FirmRow> ids = Comparator.comparing(FirmRow::id);
        boolean leadingDescends = !terms.isEmpty() && terms.get(0).startsWith("-");
        boolean newest = random.nextBoolean() || terms.isEmpty();
        if (newest) {
            terms.add("-createdAt");
        }
        if (newest || leadingDescends) {
            ids = ids.reversed();
        }
        List<Long> expected = rows.stream()
                .sorted(order == null ? ids : order.thenComparing(ids))
                .map(FirmRow::id)
                .toList();
        String sort = String.join(",", terms);
        assertThat(pages(firms, sort, 1 + random.nextInt(40))).as(sort).isEqualTo(expected);
    }

    private static List<Long> pages(FirmDatabase firms, String sort, int limit) {
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = firms.list(FirmDatabase.request("", sort, limit, cursor));
            page.get("items").forEach(item -> ids.add(Ids.parse(item.get("id").textValue())));
            assertThat(page.get("total").longValue()).isEqualTo(ROWS);
            cursor = page.get("nextCursor").textValue();
        }
        return ids;
    }

    private static Comparator<FirmRow> by(String field, boolean descending, Map<Long, FirmRow> byId) {
        Comparator<Comparable<Object>> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(row -> value(field, row, byId), Comparator.nullsLast(values));
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> value(String field, FirmRow row, Map<Long, FirmRow> byId) {
        if (field.startsWith("parent.")) {
            Long parent = (Long) row.value("parent");
            return parent == null ? null : value(field.substring("parent.".length()), byId.get(parent), byId);
        }
        Object value = row.value(field);
        return (Comparable<Object>) (field.equals("name") ? FirmDatabase.KEYS.sortKey((String) value) : value);
    }
}
