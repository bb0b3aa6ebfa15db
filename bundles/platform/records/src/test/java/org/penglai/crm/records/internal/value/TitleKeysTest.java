package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleKeysTest {
    private final TitleKeys keys = new TitleKeys();

    @ParameterizedTest
    @CsvSource({
        "云启科技, yqkj",
        "ABC科技2号, abckj2h",
        "ＡＢＣ　科技（２）, abckj2",
        "重庆重工集团, cqzgjt",
        "长安汽车, caqc",
        "厦门航空, xmhk",
        "乐清电器, yqdq",
        "单县食品, sxsp",
        "中国银行烟台分行, zgyhytfh",
        "朝阳银行, cyyh",
        "六安茶业, lacy",
        "Café Müller, cafemuller",
        "東莞機械, dgjx"
    })
    void initialsAreFirstLettersOfPinyin(String name, String initials) {
        assertThat(keys.initials(name)).isEqualTo(initials);
    }

    @Test
    void initialsAreCut() {
        assertThat(keys.initials("云".repeat(200))).isEqualTo("y".repeat(80));
        assertThat(keys.initials("—— …")).isEmpty();
        assertThat(keys.initials(null)).isNull();
    }

    @Test
    void namesSortByPinyin() {
        List<String> sorted =
                List.of("2号公司", "安徽", "北京", "长安", "重庆", "大连", "单县", "上海", "厦门", "烟台", "乐清", "云启", "招远", "abc", "ABD");
        List<String> mixed = new ArrayList<>(sorted);
        Collections.shuffle(mixed, new Random(8));
        mixed.sort(Comparator.comparing(keys::sortKey));
        assertThat(mixed).isEqualTo(sorted);
    }

    @Test
    void sortKeysDoNotSeeCase() {
        assertThat(keys.sortKey("Penglai")).isEqualTo(keys.sortKey("PENGLAI"));
        assertThat(keys.sortKey(null)).isNull();
    }

    @Test
    void sortKeysAreWholeBytesOfAtMost240Characters() {
        String longest = keys.sortKey("长乐重庆单县".repeat(100));
        assertThat(longest).hasSize(240).matches("[0-9a-f]+");
        assertThat(keys.sortKey("烟").length() % 2).isZero();
    }

    @Test
    void threadsGetTheSameKeys() throws Exception {
        List<String> names = names(2_000);
        List<String> expected = names.stream().map(keys::sortKey).toList();
        TitleKeys shared = new TitleKeys();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> work = () ->
                    names.stream().peek(shared::initials).map(shared::sortKey).toList();
            for (Future<List<String>> result : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("measure")
    void areFast() {
        List<String> names = names(20_000);
        for (int round = 0; round < 5; round++) {
            names.forEach(keys::sortKey);
            names.forEach(keys::initials);
        }
        long start = System.nanoTime();
        names.forEach(keys::sortKey);
        long sorted = System.nanoTime();
        names.forEach(keys::initials);
        long spelled = System.nanoTime();
        double sortKeys = names.size() * 1e9 / (sorted - start);
        double initials = names.size() * 1e9 / (spelled - sorted);
        System.out.printf("sort keys %,.0f/s, initials %,.0f/s%n", sortKeys, initials);
        // Far below what was measured: a guard against a loss by orders of magnitude on a busy machine.
        assertThat(Math.min(sortKeys, initials)).isGreaterThan(20_000);
    }

    private static List<String> names(int count) {
        Random random = new Random(9);
        String characters = "海云华盛瑞恒鼎嘉信达通泰润博康德佳捷东金蓝新正中远宏明启星辰源科辉泽晟和腾创峰林航隆锐诚联丰宇川岳舟梵昊衡屿滨禾铭皓骐珩";
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder("烟台");
            for (int c = 0; c < 3; c++) {
                name.append(characters.charAt(random.nextInt(characters.length())));
            }
            names.add(name.append("机械有限公司").toString());
        }
        return names;
    }
}
