package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.persistence.EntityManager;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Update;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.sealing.Sealing;
import org.penglai.crm.records.spi.SealingStatus;
import org.penglai.crm.vault.spi.FieldKeys;

/** Sealing what is there loses nothing, wherever it is cut off and whoever works meanwhile. */
class SealingTest {
    private static final String MOBILE = "contacts.mobile";
    /** Three chunks. */
    private static final int MANY = 450;

    private static final int CHUNK = 200;
    private static final int WRITERS = 3;
    private static final int WRITES = 4;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConversionThatIsCutOffGoesOnAndKeepsWhatOthersWrite(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            List<RecordSnapshot> contacts = contacts(kernel, MANY);
            Map<Long, String> values = inClear(kernel, contacts);
            Transactions plain = kernel.database.transactions();

            Sealing stopped = kernel.sealing(new After(plain, transaction -> {}, () -> {
                if (kernel.sealed(MOBILE).current() > 0) {
                    Thread.currentThread().interrupt();
                }
            }));
            assertThatThrownBy(() -> stopped.run(kernel.clock.instant())).isInstanceOf(InterruptedException.class);
            SealingStatus.Field begun = new SealingStatus.Field(MOBILE, 1, MANY - CHUNK, 0, CHUNK);
            assertThat(kernel.sealed(MOBILE)).isEqualTo(begun);
            Map<Long, String> stored = stored(kernel);

            Sealing killed = kernel.sealing(new After(
                    plain,
                    transaction -> {
                        if (kernel.sealed(MOBILE).current() > CHUNK) {
                            throw new Killed();
                        }
                    },
                    () -> {}));
            assertThatThrownBy(() -> killed.run(kernel.clock.instant())).isInstanceOf(Killed.class);
            assertThat(kernel.sealed(MOBILE)).isEqualTo(begun);
            assertThat(stored(kernel)).isEqualTo(stored);
            assertThat(kernel.keys.of("contacts", "mobile").complete()).isFalse();

            RecordSnapshot sealedBefore = contacts.get(3);
            RecordSnapshot dueNext = contacts.get(CHUNK);
            RecordSnapshot dueLater = contacts.get(MANY - 1);
            RecordSnapshot emptied = contacts.get(MANY - 2);
            write(kernel, values, sealedBefore, number("+86136", 1));
            write(kernel, values, dueLater, number("+86136", 2));
            kernel.update(emptied, noMobile());
            values.remove(emptied.id());
            Sealing last = kernel.sealing(
                    new BeforeFirstUpdate(plain, () -> write(kernel, values, dueNext, number("+86136", 3))));
            last.run(kernel.clock.instant());
            last.run(kernel.clock.instant());

            assertThat(kernel.sealed(MOBILE)).isEqualTo(new SealingStatus.Field(MOBILE, 1, 0, 0, MANY - 1));
            assertThat(kernel.keys.of("contacts", "mobile").complete()).isTrue();
            assertThat(read(kernel)).isEqualTo(values);
            Map<Long, String> afterwards = stored(kernel);
            contacts.subList(0, CHUNK).stream()
                    .filter(each -> each.id() != sealedBefore.id())
                    .forEach(each -> assertThat(afterwards.get(each.id())).isEqualTo(stored.get(each.id())));
            for (RecordSnapshot each : List.of(contacts.get(0), sealedBefore, dueNext, contacts.get(300), dueLater)) {
                assertFound(kernel, values.get(each.id()), each.id());
            }
            assertThat(kernel.dump()).doesNotContain("+86138", "+86136");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keysRotateTwiceWhileEverybodyReadsAndWrites(TestDatabase.Kind kind) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(WRITERS * 2);
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            Office office = new Office(kernel, contacts(kernel, WRITERS * 2));
            Sealing sealing = kernel.sealing();
            office.during(people, () -> sealing.run(kernel.clock.instant()));
            for (int newest = 2; newest <= 3; newest++) {
                office.during(people, () -> {
                    kernel.keys.rotate(MOBILE);
                    sealing.run(kernel.clock.instant());
                    kernel.clock.forward(Duration.ofSeconds(21));
                    sealing.run(kernel.clock.instant());
                });
                assertThat(kernel.sealed(MOBILE).version()).isEqualTo(newest);
                // No transaction lasts as long, and no reading: the clock makes its great steps while all hold still.
                kernel.clock.forward(Duration.ofMinutes(2));
                office.during(people, () -> {
                    sealing.run(kernel.clock.instant());
                    sealing.run(kernel.clock.instant());
                });
                assertThat(inUse(kernel)).containsExactly(newest - 1, newest);
                kernel.clock.forward(Duration.ofMinutes(2));
                office.during(people, () -> sealing.run(kernel.clock.instant()));
                assertThat(inUse(kernel)).containsExactly(newest);
            }
            assertThat(kernel.sealed(MOBILE)).isEqualTo(new SealingStatus.Field(MOBILE, 3, 0, 0, WRITERS * 2));
            assertThat(read(kernel)).isEqualTo(office.last);
            for (Map.Entry<Long, String> each : office.last.entrySet()) {
                assertFound(kernel, each.getValue(), each.getKey());
            }
        } finally {
            people.shutdownNow();
        }
    }

    /** Versions of the key that are not retired. */
    private static List<Integer> inUse(CustomerKernel kernel) {
        return kernel.keys.versions().stream()
                .filter(version -> version.name().equals(MOBILE) && version.retiredAt() == null)
                .map(FieldKeys.Version::version)
                .toList();
    }

    private static List<RecordSnapshot> contacts(CustomerKernel kernel, int count) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "蓬莱医院"));
        return kernel.apply(IntStream.range(0, count)
                .mapToObj(each -> new RecordChange.Create(
                        "contacts",
                        Map.of("customer", customer.id(), "name", "联系人" + each, "mobile", number("+86137", each))))
                .toArray(RecordChange[]::new));
    }

    /** Scattered, as few parts of numbers that are counted up tell them apart. */
    private static String number(String beginning, int count) {
        return beginning + String.format("%08d", (count + 1) * 48_271L * 1_009 % 100_000_000);
    }

    /** As it was before the field became sensitive. */
    private static Map<Long, String> inClear(CustomerKernel kernel, List<RecordSnapshot> contacts) {
        Map<Long, String> values = new HashMap<>();
        for (int each = 0; each < contacts.size(); each++) {
            values.put(contacts.get(each).id(), number("+86138", each));
        }
        kernel.database.transactions().run(transaction -> {
            values.forEach((id, value) ->
                    transaction.sql().execute("update crm_contact set mobile = ? where id = ?", value, id));
            return null;
        });
        return values;
    }

    private static Map<String, Object> noMobile() {
        Map<String, Object> values = new HashMap<>();
        values.put("mobile", null);
        return values;
    }

    private static void write(CustomerKernel kernel, Map<Long, String> values, RecordSnapshot contact, String mobile) {
        kernel.update(contact, Map.of("mobile", mobile));
        values.put(contact.id(), mobile);
    }

    /** What the table holds. */
    private static Map<Long, String> stored(CustomerKernel kernel) {
        return kernel.database.database().read(sql -> sql.fetch(
                        "select id, mobile from crm_contact where mobile is not null")
                .intoMap(row -> row.get(0, Long.class), row -> row.get(1, String.class)));
    }

    /** What everybody reads. */
    private static Map<Long, String> read(CustomerKernel kernel) {
        return kernel.list("contacts", "mobile=null=false", MANY + 1).stream()
                .collect(Collectors.toMap(RecordSnapshot::id, each -> each.text("mobile")));
    }

    /** By the whole and by a part, whose own parts others may have, too. */
    private static void assertFound(CustomerKernel kernel, String mobile, long id) {
        assertThat(kernel.list("contacts", "mobile==" + mobile, 10))
                .extracting(RecordSnapshot::id)
                .containsExactly(id);
        assertThat(kernel.list("contacts", "mobile==*" + mobile.substring(6), MANY))
                .extracting(RecordSnapshot::id)
                .contains(id);
    }

    /** People who write each to contacts of their own, and people who read those of all. */
    private static final class Office {
        final Map<Long, String> last = new ConcurrentHashMap<>();
        private final CustomerKernel kernel;
        private final List<RecordSnapshot> contacts;
        private final Map<Long, Set<String>> written = new ConcurrentHashMap<>();
        private final AtomicInteger number = new AtomicInteger();

        Office(CustomerKernel kernel, List<RecordSnapshot> contacts) {
            this.kernel = kernel;
            this.contacts = contacts;
            contacts.forEach(each -> {
                last.put(each.id(), each.text("mobile"));
                written.put(each.id(), ConcurrentHashMap.newKeySet());
                written.get(each.id()).add(each.text("mobile"));
            });
        }

        /** Everybody works while the work is done; all are through in the end. */
        void during(ExecutorService people, Work work) throws Exception {
            List<Future<Void>> all = new ArrayList<>();
            for (int person = 0; person < WRITERS; person++) {
                int own = person;
                all.add(people.submit(() -> writes(own)));
                all.add(people.submit((Callable<Void>) this::reads));
            }
            work.run();
            for (Future<Void> each : all) {
                each.get();
            }
        }

        private Void writes(int person) {
            for (int write = 0; write < WRITES; write++) {
                RecordSnapshot contact = contacts.get(person + WRITERS * (write % 2));
                String mobile = number("+86139", number.getAndIncrement());
                written.get(contact.id()).add(mobile);
                kernel.update(contact, Map.of("mobile", mobile));
                last.put(contact.id(), mobile);
                kernel.update(contact, Map.of("name", "联系人" + mobile));
                assertThat(kernel.now(contact).text("mobile")).isEqualTo(mobile);
                assertFound(kernel, mobile, contact.id());
            }
            return null;
        }

        private Void reads() {
            for (int read = 0; read < WRITES * 2; read++) {
                Map<Long, String> all = SealingTest.read(kernel);
                assertThat(all).hasSameSizeAs(contacts);
                all.forEach((id, mobile) -> assertThat(written.get(id)).contains(mobile));
            }
            return null;
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** Ends a process in the middle. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Does something at the end of each transaction, and after it. */
    private record After(Transactions through, Consumer<Transaction> inside, Runnable outside) implements Transactions {
        @Override
        public <T> T run(Work<T> work) {
            T result = through.run(transaction -> {
                T done = work.in(transaction);
                inside.accept(transaction);
                return done;
            });
            outside.run();
            return result;
        }
    }

    /** Lets somebody else do something between what a transaction reads and what it writes first. */
    private static final class BeforeFirstUpdate implements Transactions {
        private final Transactions through;
        private final Runnable somebody;
        private boolean over;

        BeforeFirstUpdate(Transactions through, Runnable somebody) {
            this.through = through;
            this.somebody = somebody;
        }

        @Override
        public <T> T run(Work<T> work) {
            return through.run(transaction -> work.in(new Watched(transaction, this::update)));
        }

        private void update() {
            if (!over) {
                over = true;
                CompletableFuture.runAsync(somebody).join();
            }
        }
    }

    private record Watched(Transaction transaction, Runnable update) implements Transaction {
        @Override
        public DSLContext sql() {
            return DSL.using(transaction
                    .sql()
                    .configuration()
                    .deriveAppending(new DefaultExecuteListenerProvider(new ExecuteListener() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public void start(ExecuteContext context) {
                            if (context.query() instanceof Update) {
                                update.run();
                            }
                        }
                    })));
        }

        @Override
        public EntityManager em(String unit) {
            return transaction.em(unit);
        }

        @Override
        public void flush() {
            transaction.flush();
        }

        @Override
        public void rollbackOnly() {
            transaction.rollbackOnly();
        }

        @Override
        public void afterCommit(Runnable action) {
            transaction.afterCommit(action);
        }
    }
}
