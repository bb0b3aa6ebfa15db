package org.penglai.crm.records.internal.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Firms with many equal values and many gaps; the same for the same seed. */
final class RandomFirms {
    static final List<String> NAMES = List.of(
            "烟台机械", "青岛食品", "Acme", "acme", "ACME Ltd", "重庆物流", "单县建材", "a_b%c", "x*y", "北京\\信息", "Äpfel", "张三");
    static final List<String> LEVELS = List.of("A", "B", "C");
    static final List<String> CITIES = List.of("烟台", "青岛", "Berlin");
    static final List<String> TAGS = List.of("VIP", "展会", "old");

    private RandomFirms() {}

    static List<FirmRow> make(long seed, int number) {
        Random random = new Random(seed);
        List<FirmRow> rows = new ArrayList<>();
        for (int at = 1; at <= number; at++) {
            FirmRow.Builder row = FirmRow.of(
                            at, pick(random, NAMES) + (random.nextInt(3) == 0 ? "" : random.nextInt(9)))
                    .with("level", gap(random) ? null : pick(random, LEVELS))
                    .with("email", gap(random) ? null : pick(random, List.of("A@x.cn", "a@X.cn", "b@x.cn", "Z@z.cn")))
                    .with("employees", gap(random) ? null : random.nextInt(12))
                    .with("score", gap(random) ? null : BigDecimal.valueOf(random.nextInt(40_000), 4))
                    .with("active", gap(random) ? null : random.nextBoolean())
                    .with(
                            "foundedOn",
                            gap(random) ? null : LocalDate.of(2026, 6, 1).plusDays(random.nextInt(30)))
                    .with(
                            "metAt",
                            gap(random)
                                    ? null
                                    : LocalDateTime.of(2026, 6, 10, 0, 0).plusMinutes(random.nextInt(14_400)))
                    .with("parent", gap(random) || at == 1 ? null : (long) (1 + random.nextInt(at - 1)))
                    .with("owner", gap(random) ? null : FirmDatabase.ME + random.nextInt(2));
            boolean money = !gap(random);
            row.revenue(money ? random.nextInt(2_000) + ".50" : null, money ? "CNY" : null);
            row.tagged(TAGS.stream().filter(tag -> random.nextInt(4) == 0).toArray(String[]::new));
            rows.add(row.build());
        }
        return rows;
    }

    static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static boolean gap(Random random) {
        return random.nextInt(4) == 0;
    }
}
