package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

/**
 * Prints how long reading takes on a large table; fails only if something is slow beyond all doubt. More rows:
 * {@code -Dpenglai.rows=100000}.
 */
class ReadingSpeedTest {
    private static final int ROWS = Integer.getInteger("penglai.rows", 20_000);
    private static final int PAGE = 50;
    private static final int ROUNDS = 15;
    private static final double BEYOND_DOUBT_MS = 1_500;
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗";
    private static final String PLACES = "烟青济潍淄临泰威日德聊滨菏枣东莱蓬龙海平";
    private static final String TRADES = "机械食品物流医药建材贸易信息化工纺织电子";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsManyRows(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            fill(firms);
            measure(firms, kind, "newest first", () -> page("", "", "", ""));
            measure(firms, kind, "filter level==A", () -> page("level==A", "", "", ""));
            measure(firms, kind, "filter level==A by name", () -> page("level==A", "", "name", ""));
            measure(firms, kind, "by name", () -> page("", "", "name", ""));
            measure(firms, kind, "by -name", () -> page("", "", "-name", ""));
            measure(firms, kind, "by employees (no index)", () -> page("", "", "employees", ""));
            String deep = cursorAt(firms, ROWS / 2 / PAGE);
            measure(firms, kind, "by name, a page far down", () -> page("", "", "name", deep));
            measure(firms, kind, "filter initials==ytj", () -> page("initials==ytj", "", "", ""));
            measure(firms, kind, "initials==ytj by name", () -> page("initials==ytj", "", "name", ""));
            measure(firms, kind, "search box ytj", () -> page("", "ytj", "", ""));
            measure(firms, kind, "search box number", () -> page("", "F-0050", "", ""));
            measure(firms, kind, "search box 烟张", () -> page("", "烟张", "", ""));
            measure(firms, kind, "filter name contains", () -> page("name==*机械*", "", "name", ""));
            measure(firms, kind, "filter firmNo==", () -> page("firmNo==F-005000", "", "", ""));
            measure(firms, kind, "filter email== (none)", () -> page("email==nobody@x.cn", "", "", ""));
            measure(firms, kind, "over a reference", () -> page("contact.city==烟台", "", "name", ""));
            measure(firms, kind, "mine by name", () -> page("owner==me", "", "name", ""));
        }
    }

    private static ListRequest page(String filter, String q, String sort, String cursor) {
        List<String> fields = List.of("name", "level", "phone", "owner", "contact", "updatedAt");
        return new ListRequest("firms", filter, q, sort, fields, PAGE, cursor, Count.ESTIMATE);
    }

    private static void measure(
            FirmDatabase firms, TestDatabase.Kind kind, String what, Supplier<ListRequest> request) {
        firms.database.transactions().run(transaction -> {
            double[] milliseconds = new double[ROUNDS];
            JsonNode answer = null;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                answer = firms.list(request.get());
                milliseconds[round] = (System.nanoTime() - start) / 1e6;
            }
            double first = milliseconds[0];
            Arrays.sort(milliseconds);
            System.out.printf(
                    "%-9s %-26s median %7.1f ms, first %7.1f ms, total %s%s%n",
                    kind,
                    what,
                    milliseconds[ROUNDS / 2],
                    first,
                    answer.get("totalIsEstimate").booleanValue() ? "~" : "",
                    answer.get("total"));
            assertThat(milliseconds[ROUNDS / 2]).as(what).isLessThan(BEYOND_DOUBT_MS);
            return null;
        });
    }

    /** The cursor of a page far down, found by the order of the keys instead of by walking there. */
    private static String cursorAt(FirmDatabase firms, int page) {
        ListRequest all = page("", "", "name", "");
        return firms.database.transactions().run(transaction -> {
            String cursor = "";
            ListRequest wide = new ListRequest("firms", "", "", "name", all.fields(), 1_000, cursor, Count.NONE);
            for (int at = 0; at < page * PAGE / 1_000; at++) {
                cursor = firms.list(new ListRequest(
                                "firms", "", "", "name", List.of("name"), wide.limit(), cursor, Count.NONE))
                        .get("nextCursor")
                        .textValue();
            }
            return cursor;
        });
    }

    private static void fill(FirmDatabase firms) {
        for (long person = 1; person <= 50; person++) {
            firms.insert("people", person, Map.of("name", "联系人" + person, "city", person % 10 == 0 ? "烟台" : "青岛"));
        }
        firms.insert("users", FirmDatabase.ME, Map.of("name", "李雷"));
        Random random = new Random(1);
        for (int from = 0; from < ROWS; from += 20_000) {
            int start = from;
            firms.database.transactions().run(transaction -> {
                transaction.sql().connection(connection -> {
                    try (PreparedStatement insert = connection.prepareStatement(
                            "insert into rt_firm (id, version, created_at, created_by, updated_at, updated_by, owner_id,"
                                    + " deleted_at, sort_key, initials, firm_no, name, level, phone, email, employees,"
                                    + " contact_id) values (?,1,?,0,?,0,?,?,?,?,?,?,?,?,?,?,?)")) {
                        for (int at = start; at < start + 20_000; at++) {
                            row(insert, at, random);
                            insert.addBatch();
                        }
                        insert.executeBatch();
                    }
                });
                return null;
            });
        }
        firms.database.transactions().run(transaction -> {
            transaction
                    .sql()
                    .execute(
                            firms.database.kind() == TestDatabase.Kind.POSTGRES
                                    ? "analyze"
                                    : "call syscs_util.syscs_update_statistics('APP', 'RT_FIRM', null)");
            return null;
        });
    }

    private static void row(PreparedStatement insert, int at, Random random) throws java.sql.SQLException {
        String name = "" + letter(PLACES, random) + letter(SURNAMES, random) + letter(TRADES, random)
                + letter(TRADES, random) + "有限公司" + random.nextInt(1_000);
        Timestamp time = Timestamp.valueOf(LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(at));
        int column = 1;
        insert.setLong(column++, (1L << 40) + at * 4096L);
        insert.setTimestamp(column++, time);
        insert.setTimestamp(column++, time);
        insert.setLong(column++, random.nextInt(1_000) == 0 ? FirmDatabase.ME : 1 + random.nextInt(50));
        insert.setTimestamp(column++, random.nextInt(50) == 0 ? time : null);
        insert.setString(column++, FirmDatabase.KEYS.sortKey(name));
        insert.setString(column++, FirmDatabase.KEYS.initials(name));
        insert.setString(column++, "F-%06d".formatted(at));
        insert.setString(column++, name);
        insert.setString(column++, "ABC".substring(random.nextInt(3)).substring(0, 1));
        insert.setString(column++, "+86138%08d".formatted(random.nextInt(100_000_000)));
        insert.setString(column++, "mail" + at + "@example.cn");
        insert.setInt(column++, random.nextInt(500));
        insert.setLong(column, 1 + random.nextInt(50));
    }

    private static char letter(String letters, Random random) {
        return letters.charAt(random.nextInt(letters.length()));
    }
}
