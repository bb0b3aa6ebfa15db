package org.penglai.crm.records.internal.write;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.custom.FoldedColumns;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.spi.UniqueKeys;
import org.penglai.crm.records.spi.WriteGuard;

/** Opens the write path to specifications of other bundles that move the clock. */
public final class KernelOnClock {
    private KernelOnClock() {}

    /** Gives patterns in place of numbers, so that they can be seen. */
    public static void number(KernelWrites writes) {
        AtomicLong next = new AtomicLong();
        writes.numbers = (type, pattern, column, now, count) -> LongStream.range(0, count)
                .mapToObj(place -> pattern + " #" + next.incrementAndGet())
                .toList();
    }

    /** What is unique besides the keys of modules. */
    public static void unique(KernelWrites writes, UniqueKeys keys, FoldedColumns folded) {
        writes.folded = folded;
        writes.uniqueKeys = List.of(keys);
    }

    public static KernelWrites writes(
            TestDatabase database,
            TypeRegistry types,
            RecordReader reader,
            Journal journal,
            List<WriteGuard> guards,
            Clock clock) {
        KernelWrites writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                journal,
                Duration.ofSeconds(20),
                clock);
        writes.guards = guards;
        return writes;
    }
}
