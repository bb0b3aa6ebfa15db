package com.acme.loyalty.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.spi.RecordWrites;

/** Loyalty and customers together on the record kernel: what one capability follows up stands or falls with the other. */
class TwoCapabilitiesTest {

    private static final Caller CALLER = Caller.system();

    private SnapshotReader reader;
    private RecordWrites writes;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void promotionToGoldMakesAnACustomer(TestDatabase.Kind kind) {
        try (TestDatabase database = start(kind)) {
            RecordSnapshot customer = create("customers", Map.of("customerNo", "C1", "name", "海源", "level", "B"));
            RecordSnapshot account =
                    create(LoyaltyAccountType.TYPE, Map.of("accountNo", "A1", "customer", customer.id()));
            assertThat(account.values()).containsEntry("tier", "bronze").containsEntry("points", 0L);

            promote(account);
            assertThat(read("customers", customer.id()).text("level")).isEqualTo("B");
            promote(account);
            assertThat(read(LoyaltyAccountType.TYPE, account.id()).text("tier")).isEqualTo("gold");
            assertThat(read("customers", customer.id()).text("level")).isEqualTo("A");
            assertThatThrownBy(() -> promote(account)).isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void entriesAddUpAndTheBalanceNeverFallsBelowZero(TestDatabase.Kind kind) {
        try (TestDatabase database = start(kind)) {
            RecordSnapshot customer = create("customers", Map.of("customerNo", "C1", "name", "海源"));
            long account = create(LoyaltyAccountType.TYPE, Map.of("accountNo", "A1", "customer", customer.id()))
                    .id();

            entry(account, 100);
            RecordSnapshot spent = entry(account, -30);
            assertThat(points(account)).isEqualTo(70);
            assertThatThrownBy(() -> entry(account, -71)).isInstanceOf(Invalid.class);
            assertThat(points(account)).isEqualTo(70);

            writes.apply(CALLER, List.of(new RecordChange.Delete(spent.type(), spent.id(), null)));
            assertThat(points(account)).isEqualTo(100);
        }
    }

    private RecordSnapshot entry(long account, long points) {
        return create("acmeLoyaltyEntries", Map.of("account", account, "points", points, "reason", "订单"));
    }

    private long points(long account) {
        return read(LoyaltyAccountType.TYPE, account).integer("points", -1);
    }

    private RecordSnapshot create(String type, Map<String, Object> values) {
        return writes.apply(CALLER, List.of(new RecordChange.Create(type, values)))
                .get(0);
    }

    private RecordSnapshot read(String type, long id) {
        return reader.find(CALLER, type, id).orElseThrow();
    }

    private void promote(RecordSnapshot account) {
        writes.act(CALLER, account.type(), account.id(), "promote", null, Map.of());
    }

    private TestDatabase start(TestDatabase.Kind kind) {
        TestDatabase database = kind.open().migrate("events", "records", "customers", "acme_loyalty");
        TypeRegistry types =
                new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        types.add("customers", new CustomerType().definition(), 1, "1.0.0");
        types.add("accounts", new LoyaltyAccountType().definition(), 2, "1.0.0");
        types.add("entries", new LoyaltyEntryType().definition(), 2, "1.0.0");
        for (String unit : List.of("customers", LoyaltyAccountType.UNIT)) {
            database.unit(unit);
            types.unitCame(unit, unit);
        }
        reader = new SnapshotReader(new QueryPlanner(types, database.database()), database.database());
        writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                new TableJournal(database.transactions(), database.ids(), database.dataSource()),
                database.dataSource());
        return database;
    }
}
