package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Random filters find exactly what an evaluation in memory finds. */
class FilterPropertyTest {
    private static final int FILTERS = 400;
    private static final int ROWS = 150;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void agreesWithEvaluationInMemory(TestDatabase.Kind kind) {
        List<FirmRow> rows = RandomFirms.make(7, ROWS);
        Map<Long, FirmRow> byId = rows.stream().collect(Collectors.toMap(FirmRow::id, Function.identity()));
        try (FirmDatabase firms = new FirmDatabase(kind).insert(rows)) {
            Random random = new Random(42);
            for (int at = 0; at < FILTERS; at++) {
                RandomFilter filter = RandomFilter.make(random, 3, byId);
                List<Long> expected =
                        rows.stream().filter(filter.test()).map(FirmRow::id).toList();
                assertThat(firms.database.transactions().<List<Long>>run(transaction -> ids(firms, filter.text())))
                        .as(filter.text())
                        .isEqualTo(expected);
            }
        }
    }

    private static List<Long> ids(FirmDatabase firms, String filter) {
        List<Long> ids = new ArrayList<>();
        firms.list(filter)
                .get("items")
                .forEach(item -> ids.add(Ids.parse(item.get("id").textValue())));
        return ids;
    }
}
