package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Edit;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.security.spi.SignIn;

/** The services below the HTTP layer, in memory, with switches for what may go wrong. */
final class FakePlatform {
    static final Caller ANNA =
            new Caller(7, "anna", "安娜", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of("*"));
    static final Caller READER =
            new Caller(8, "rita", "Rita", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("customers:read"));

    final FakeSignIn signIn = new FakeSignIn();
    final FakeGates gates = new FakeGates();
    final FakeTypes types = new FakeTypes();
    final FakeRecords records = new FakeRecords();
    final FakeLive live = new FakeLive();

    static final class FakeSignIn implements SignIn {
        final Map<String, Session> sessions = new ConcurrentHashMap<>();
        final Map<String, Caller> tokens = new ConcurrentHashMap<>(Map.of("anna-token", ANNA, "rita-token", READER));
        private final AtomicInteger opened = new AtomicInteger();

        @Override
        public Session open(String username, char[] password, String address) {
            if (!username.equals("anna") || !new String(password).equals("secret")) {
                throw new Unauthenticated("badCredentials", Localized.of("用户名或密码错误。", "Wrong name or password."));
            }
            int number = opened.incrementAndGet();
            Session session = new Session("s" + number, "csrf" + number, ANNA, Instant.MAX);
            sessions.put(session.secret(), session);
            return session;
        }

        @Override
        public Session changePassword(Caller caller, char[] current, char[] next, String address) {
            if (!new String(current).equals("secret")) {
                throw new org.penglai.crm.api.error.Invalid(
                        Violation.of("currentPassword", "wrong", "当前密码错误。", "Wrong."));
            }
            sessions.clear();
            return open("anna", current, address);
        }

        @Override
        public Optional<Session> session(String secret) {
            return Optional.ofNullable(sessions.get(secret));
        }

        @Override
        public Optional<Caller> token(String secret) {
            return Optional.ofNullable(tokens.get(secret));
        }

        @Override
        public void close(String secret) {
            sessions.remove(secret);
        }

        @Override
        public String instanceId() {
            return "ab12";
        }
    }

    /** Counts permits; tests close and open single gates. */
    static final class FakeGates implements Gates {
        final Set<String> closed = ConcurrentHashMap.newKeySet();
        final AtomicInteger entered = new AtomicInteger();
        final AtomicInteger left = new AtomicInteger();
        final Semaphore waitingActions = new Semaphore(0);
        private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

        @Override
        public Permit tryEnter(Collection<String> units) {
            if (units.stream().anyMatch(closed::contains)) {
                return null;
            }
            entered.incrementAndGet();
            return left::incrementAndGet;
        }

        @Override
        public Permit enter(Collection<String> units, Duration atMost) {
            return tryEnter(units);
        }

        @Override
        public void onceOpen(Collection<String> units, Runnable action) {
            if (units.stream().noneMatch(closed::contains)) {
                action.run();
            } else {
                waiting.add(action);
                waitingActions.release();
            }
        }

        void open(String unit) {
            closed.remove(unit);
            List<Runnable> actions = List.copyOf(waiting);
            waiting.removeAll(actions);
            actions.forEach(Runnable::run);
        }

        @Override
        public Hold hold(String unit, String reason, Duration drainAtMost) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<String> open() {
            return Set.of();
        }
    }

    static final class FakeTypes implements Types {
        volatile boolean writable = true;
        /** Types whose module is between its old and its new code. */
        final Set<String> withoutCode = ConcurrentHashMap.newKeySet();

        final Map<String, StoredType> known = new ConcurrentHashMap<>(Map.of("customers", customers()));

        @Override
        public List<StoredType> list() {
            return List.copyOf(known.values());
        }

        @Override
        public Optional<StoredType> find(String name) {
            return Optional.ofNullable(known.get(name));
        }

        @Override
        public StoredType get(String name) {
            return find(name)
                    .orElseThrow(() -> new NotFound("typeNotInstalled", Localized.of("未安装。", "Not installed.")));
        }

        @Override
        public boolean isWritable(String name) {
            return writable && !withoutCode.contains(name);
        }

        @Override
        public Set<String> units(String name) {
            return Set.of("customers");
        }

        @Override
        public void forget(String module) {
            known.clear();
        }

        @Override
        public List<String> problems(String module) {
            return List.of();
        }
    }

    static StoredType customers() {
        return type("customers", List.of());
    }

    /** @param touches types that its rules write, too */
    static StoredType type(String name, List<String> touches) {
        Map<String, StoredField> fields = new LinkedHashMap<>();
        fields.put("name", field("name", "名称", "Name", true));
        fields.put("remark", field("remark", "备注", "Remark", false));
        return new StoredType(
                name,
                "crm-customers",
                "1.0.0",
                "customers",
                "crm_customer",
                Localized.of("客户", "Customer"),
                Localized.of("客户", "Customers"),
                "name",
                null,
                null,
                fields,
                List.of(List.of("name")),
                List.of(),
                List.of(),
                List.of(),
                List.of(Trait.TIMELINE),
                List.of(),
                Map.of(),
                touches);
    }

    private static StoredField field(String name, String zh, String en, boolean required) {
        return new StoredField(
                name,
                FieldKind.TEXT,
                name,
                null,
                name,
                Localized.of(zh, en),
                null,
                200,
                0,
                0,
                required,
                false,
                false,
                true,
                List.of(),
                null,
                List.of(),
                null,
                null,
                List.of());
    }

    /** Records with a name and a version each. */
    static final class FakeRecords implements RecordQueries, RecordWrites {
        final Map<Long, RecordSnapshot> stored = new ConcurrentHashMap<>();
        final Map<String, Long> once = new ConcurrentHashMap<>();
        final List<RecordChange> written = new CopyOnWriteArrayList<>();
        final List<ListRequest> asked = new CopyOnWriteArrayList<>();
        volatile RuntimeException failure;
        private long lastId = 1000;

        long put(String name, long version) {
            long id = ++lastId;
            stored.put(id, new RecordSnapshot("customers", id, version, Map.of("name", name)));
            return id;
        }

        @Override
        public void list(Caller caller, ListRequest request, OutputStream out) {
            fail();
            asked.add(request);
            try {
                out.write("{\"items\":[],\"nextCursor\":null}".getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public JsonRecord read(Caller caller, String type, long id) {
            RecordSnapshot found = stored.get(id);
            if (found == null) {
                throw new NotFound("recordNotFound", Localized.of("记录不存在。", "There is no such record."));
            }
            String body = "{\"id\":\"" + Ids.format(id) + "\",\"version\":" + found.version() + ",\"name\":\""
                    + found.text("name") + "\"}";
            return new JsonRecord(
                    id, found.version(), "\"" + found.version() + "-v\"", body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void aggregate(Caller caller, AggregateRequest request, OutputStream out) {
            try {
                out.write(("{\"items\":[],\"by\":\"" + String.join("+", request.group()) + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized List<RecordSnapshot> apply(Caller caller, List<RecordChange> changes) {
            fail();
            List<RecordSnapshot> after = new ArrayList<>();
            changes.forEach(change -> after.add(apply(change)));
            written.addAll(changes);
            return after;
        }

        private RecordSnapshot apply(RecordChange change) {
            if (change instanceof RecordChange.Create create) {
                long id = put(String.valueOf(create.values().get("name")), 1);
                return stored.get(id);
            } else if (change instanceof RecordChange.Update update) {
                RecordSnapshot before = current(update.id(), update.expectedVersion());
                RecordSnapshot after =
                        new RecordSnapshot("customers", before.id(), before.version() + 1, update.values());
                stored.put(before.id(), after);
                return after;
            }
            RecordChange.Delete delete = (RecordChange.Delete) change;
            stored.remove(current(delete.id(), delete.expectedVersion()).id());
            return null;
        }

        private RecordSnapshot current(long id, Long expected) {
            RecordSnapshot found = stored.get(id);
            if (found == null) {
                throw new NotFound("recordNotFound", Localized.of("记录不存在。", "There is no such record."));
            }
            if (expected != null && expected != found.version()) {
                throw new Stale(found.version());
            }
            return found;
        }

        @Override
        public List<Result> applyEach(Caller caller, List<RecordChange> changes) {
            return changes.stream()
                    .map(change -> {
                        try {
                            return new Result(apply(caller, List.of(change)).get(0), null);
                        } catch (org.penglai.crm.api.error.CrmException e) {
                            return new Result(null, e);
                        }
                    })
                    .toList();
        }

        @Override
        public List<Result> applyEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Result> applyEach(
                Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside, Long ledger) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Edited> editEach(
                Caller caller, String type, List<Long> ids, Edit edit, Long ledger, Consumer<List<Edited>> inside) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Result> undoEach(Caller caller, List<RecordChange> changes, Consumer<List<Result>> inside) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Once createOnce(Caller caller, RecordChange.Create change, String key, String bodyHash) {
            Long before = once.get(key + bodyHash);
            if (before != null) {
                return new Once(before, false);
            }
            long id = apply(caller, List.of(change)).get(0).id();
            once.put(key + bodyHash, id);
            return new Once(id, true);
        }

        @Override
        public RecordSnapshot act(
                Caller caller,
                String type,
                long id,
                String action,
                Long expectedVersion,
                Map<String, Object> arguments) {
            return apply(caller, List.of(new RecordChange.Update(type, id, expectedVersion, Map.of("name", action))))
                    .get(0);
        }

        @Override
        public RecordSnapshot restore(Caller caller, String type, long id) {
            return current(id, null);
        }

        @Override
        public List<Violation> check(Caller caller, RecordChange change) {
            return List.of();
        }

        private void fail() {
            if (failure != null) {
                throw failure;
            }
        }
    }

    static final class FakeLive implements LiveUpdates {
        private final List<Consumer<LiveUpdate>> listeners = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LiveUpdate update) {
            listeners.forEach(listener -> listener.accept(update));
        }

        @Override
        public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
