package org.penglai.crm.records.internal.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.handover.HandOverSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.HandOverPart;
import org.penglai.crm.records.spi.HandOvers;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Hands over by the metadata of all types, what modules declare and what platform bundles keep in tables of their own. */
@Component(service = HandOvers.class)
public final class StoredHandOvers implements HandOvers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STATUS = "status";
    private static final String ACTIVE = "active";
    private static final String LEFT = "left";

    private final Types types;
    private final RecordWrites writes;
    private final Database database;
    private final Transactions transactions;
    private final Gates gates;
    private final Journal journal;
    private final HandedRecords records = new HandedRecords();
    private final SnapshotLoader loader = new SnapshotLoader();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Clock clock;

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<HandOverSource> sources = List.of();

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<HandOverPart> parts = List.of();

    /** @param migrated proof that the tables are there */
    @Activate
    public StoredHandOvers(
            @Reference Types types,
            @Reference RecordWrites writes,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Gates gates,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(types, writes, database, transactions, gates, journal, Clock.systemUTC());
    }

    StoredHandOvers(
            Types types,
            RecordWrites writes,
            Database database,
            Transactions transactions,
            Gates gates,
            Journal journal,
            Clock clock) {
        this.types = types;
        this.writes = writes;
        this.database = database;
        this.transactions = transactions;
        this.gates = gates;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public List<Held> preview(Caller caller, long user) {
        requireRight(caller);
        List<HeldField> fields = fields();
        return database.read(sql -> {
            user(sql, user);
            return held(sql, fields, user);
        });
    }

    private List<Held> held(DSLContext sql, List<HeldField> fields, long user) {
        List<Held> held = new ArrayList<>();
        for (HeldField field : fields) {
            held.add(held(field, records.count(sql, field, user)));
        }
        for (HandOverPart part : parts) {
            held.add(new Held(part.id(), part.label(), null, part.count(sql, user), true));
        }
        return held.stream().filter(each -> each.count() > 0).toList();
    }

    private static Held held(HeldField field, int count) {
        return new Held(field.id(), field.label(), field.type().name(), count, field.optional());
    }

    @Override
    public List<Held> run(Caller caller, long user, Map<String, Long> receivers, boolean left) {
        requireRight(caller);
        List<HeldField> fields = fields();
        require(user, receivers, fields);
        Set<String> units = new HashSet<>(types.units(StoredSystemFields.USERS));
        fields.stream()
                .filter(field -> receivers.containsKey(field.id()))
                .forEach(field -> units.addAll(types.units(field.type().name())));
        try (Gates.Permit permit = gates.enter(units, PATIENCE)) {
            return transactions.run(transaction -> move(transaction, caller, user, receivers, left, fields));
        }
    }

    private List<Held> move(
            Transaction transaction,
            Caller caller,
            long user,
            Map<String, Long> receivers,
            boolean left,
            List<HeldField> fields) {
        if (left) {
            // First, while this transaction locks nothing that rules may want to read.
            writes.apply(
                    caller,
                    List.of(new RecordChange.Update(StoredSystemFields.USERS, user, null, Map.of(STATUS, LEFT))));
        }
        DSLContext sql = transaction.sql();
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
        List<Held> moved = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (HeldField field : fields) {
            if (receivers.containsKey(field.id())) {
                List<Entry> told = records.move(sql, field, user, receivers.get(field.id()), now, caller.userId());
                moved.add(held(field, told.size()));
                entries.addAll(told);
            }
        }
        for (HandOverPart part : parts) {
            if (receivers.containsKey(part.id())) {
                int count = part.move(sql, user, receivers.get(part.id()));
                moved.add(new Held(part.id(), part.label(), null, count, true));
            }
        }
        List<Held> told = moved.stream().filter(each -> each.count() > 0).toList();
        RecordSnapshot person = user(sql, user);
        entries.add(new Entry(
                StoredSystemFields.USERS, user, person.version(), "handedOver", caller.userId(), summary(told)));
        journal.append(transaction, entries);
        return told;
    }

    private String summary(List<Held> moved) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        moved.forEach(each -> counts.put(each.id(), each.count()));
        try {
            return mapper.writeValueAsString(counts);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void require(long user, Map<String, Long> receivers, List<HeldField> fields) {
        List<Violation> problems = new ArrayList<>();
        Map<String, Boolean> optional = new LinkedHashMap<>();
        fields.forEach(field -> optional.put(field.id(), field.optional()));
        parts.forEach(part -> optional.put(part.id(), true));
        database.read(sql -> {
            user(sql, user);
            receivers.forEach((id, receiver) -> {
                if (!optional.containsKey(id)) {
                    problems.add(problem(id, "没有这一项。", "There is nothing of that name."));
                } else if (receiver == null ? !optional.get(id) : receiver == user || !isActive(sql, receiver)) {
                    problems.add(problem(id, "请选择一名在用的其他用户。", "Choose another user who is active."));
                }
            });
            return null;
        });
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    private static Violation problem(String id, String zh, String en) {
        return Violation.of("receivers." + id, "badReceiver", zh, en);
    }

    private boolean isActive(DSLContext sql, long id) {
        StoredType users = types.get(StoredSystemFields.USERS);
        RecordSnapshot user =
                loader.load(sql, users, List.of(id), SnapshotLoader.Mode.LIVE).get(id);
        return user != null && (users.field(STATUS).isEmpty() || ACTIVE.equals(user.text(STATUS)));
    }

    private RecordSnapshot user(DSLContext sql, long id) {
        StoredType users = types.get(StoredSystemFields.USERS);
        RecordSnapshot user =
                loader.load(sql, users, List.of(id), SnapshotLoader.Mode.LIVE).get(id);
        if (user == null) {
            throw Failures.noRecord();
        }
        return user;
    }

    /** Records of every type by their owner, unless a module says otherwise of its type; then what else modules declare. */
    private List<HeldField> fields() {
        List<HeldField> fields = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (HandOverSource source : sources) {
            told.addAll(source.staying());
            source.held().forEach(held -> types.find(held.type()).ifPresent(type -> {
                StoredField field = type.fields().get(held.field());
                if (field != null && field.column() != null && !field.custom()) {
                    fields.add(new HeldField(held.id(), held.label(), type, field, held.conditions(), held.optional()));
                    if (field.name().equals(SystemFields.OWNER)) {
                        told.add(type.name());
                    }
                }
            }));
        }
        List<HeldField> owned = new ArrayList<>();
        for (StoredType type : types.list()) {
            StoredField owner = type.fields().get(SystemFields.OWNER);
            if (owner != null && !told.contains(type.name()) && types.isWritable(type.name())) {
                owned.add(new HeldField("owner." + type.name(), type.plural(), type, owner, List.of(), false));
            }
        }
        owned.addAll(fields);
        return owned;
    }

    private static void requireRight(Caller caller) {
        if (!caller.may(PERMISSION)) {
            throw Failures.forbidden(PERMISSION);
        }
    }
}
