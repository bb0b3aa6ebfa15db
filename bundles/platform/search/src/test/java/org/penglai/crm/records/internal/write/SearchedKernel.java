package org.penglai.crm.records.internal.write;

import java.time.Clock;
import java.time.Duration;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;

/** Opens the write path to the specifications of search. */
public final class SearchedKernel {
    private SearchedKernel() {}

    public static KernelWrites writes(TestDatabase database, TypeRegistry types, RecordReader reader, Journal journal) {
        return new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                journal,
                Duration.ofSeconds(20),
                Clock.systemUTC());
    }
}
