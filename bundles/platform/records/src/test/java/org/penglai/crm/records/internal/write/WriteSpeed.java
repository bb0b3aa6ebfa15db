package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** Prints what writes cost; asked for by {@code -Dtest=WriteSpeed}. Compare CPU times, the machine may be busy. */
@Tag("measure")
class WriteSpeed {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofSingleRecordsAndOfBatches(Kind kind) {
        try (World world = World.on(kind)) {
            for (int i = 0; i < 1_500; i++) {
                single(world, i);
            }
            int count = 1_000;
            long cpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                single(world, i);
            }
            double cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / count;
            double millis = (System.nanoTime() - start) / 1e6 / count;

            batch(world);
            batch(world);
            batch(world);
            cpu = THREADS.getCurrentThreadCpuTime();
            start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                batch(world);
            }
            double rows = 5_000e9 / (System.nanoTime() - start);
            double rowMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / 5_000;
            System.out.printf(
                    "%s: one create %.3f ms CPU, %.3f ms; applyEach of 1,000: %,.0f rows/s, %.3f ms CPU a row%n",
                    kind, cpuMillis, millis, rows, rowMillis);
            assertThat(cpuMillis).isLessThan(5);
            assertThat(rows).isGreaterThan(500);
        }
    }

    private static void single(World world, int i) {
        world.create(Party.TYPE, values(i));
    }

    private static void batch(World world) {
        List<RecordChange> changes = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            changes.add(new RecordChange.Create(Party.TYPE, values(i)));
        }
        assertThat(world.writes.applyEach(world.staff, changes)).allMatch(result -> result.failure() == null);
    }

    private static Map<String, Object> values(int i) {
        return Map.of(
                "name",
                "烟台云启机械" + i + "有限公司",
                "phone",
                "138" + String.format("%08d", i),
                "foundedOn",
                "2011-02-16",
                "employees",
                i,
                "revenue",
                Map.of("amount", "1234.50", "currency", "CNY"),
                "nickname",
                Ids.format(System.nanoTime()),
                "tags",
                List.of("重点", "出口"));
    }
}
