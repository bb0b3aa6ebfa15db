package org.penglai.crm.records.internal.duplicates;

import static org.jooq.impl.DSL.unquotedName;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.Masking;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.ReadMode;
import org.penglai.crm.records.spi.Duplicates;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Looks up the keys of a name and the values that belong to one person or firm only, each through an index. */
@Component
public final class DuplicateSearch implements Duplicates {
    static final Set<FieldKind> TELLING = Set.of(FieldKind.CREDIT_CODE, FieldKind.PHONE, FieldKind.EMAIL);
    private static final String USERS = "users";
    private static final String POOLS = "pools";
    /** What the audit calls it when somebody was told of a record out of his sight. */
    private static final String HINTED = "hinted";
    /** A filter takes no more than 300 values. */
    private static final int READ_AT_ONCE = 250;

    private static final int SHOWN = 10;
    /** Of the records behind a common key; more would be noise. */
    private static final int LOOKED_AT = 200;

    private final Types types;
    private final FieldValues values;
    private final SnapshotReader reader;
    private final QueryPlanner planner;
    private final Database database;
    private final NameKeys keys;
    private final Journal journal;
    private final Questions questions;

    /** @param migrated only there when the tables are */
    @Activate
    public DuplicateSearch(
            @Reference Types types,
            @Reference FieldValues values,
            @Reference SnapshotReader reader,
            @Reference QueryPlanner planner,
            @Reference Database database,
            @Reference NameKeys keys,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(types, values, reader, planner, database, keys, journal, new Questions(Clock.systemUTC()));
    }

    DuplicateSearch(
            Types types,
            FieldValues values,
            SnapshotReader reader,
            QueryPlanner planner,
            Database database,
            NameKeys keys,
            Journal journal,
            Questions questions) {
        this.types = types;
        this.values = values;
        this.reader = reader;
        this.planner = planner;
        this.database = database;
        this.keys = keys;
        this.journal = journal;
        this.questions = questions;
    }

    @Override
    public List<Match> find(Caller caller, String typeName, Map<String, Object> sent, Long except) {
        StoredType type = types.get(typeName);
        planner.readable(caller, typeName);
        if (!type.traits().contains(Trait.DUPLICATES)) {
            throw new NotFound(
                    "noDuplicates", Localized.of("这类记录没有查重。", "Records of this type are not checked for duplicates."));
        }
        if (!caller.isSystem()) {
            questions.count(caller.userId());
        }
        Wanted wanted = wanted(type, open(caller, type), sent);
        Set<Long> candidates = candidates(type, wanted);
        candidates.remove(except);
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<RecordSnapshot> records = records(typeName, candidates);
        List<Scored> best = records.stream()
                .map(record -> new Scored(record, wanted.compare(record, keys)))
                .filter(scored -> !scored.likenesses().isEmpty())
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .limit(SHOWN)
                .toList();
        return told(caller, type, best);
    }

    @Override
    public Optional<Match> holder(Caller caller, String typeName, long id) {
        try {
            questions.count(caller.userId());
        } catch (TooMany often) {
            return Optional.empty();
        }
        List<Scored> found = records(typeName, Set.of(id)).stream()
                .map(record -> new Scored(record, List.of()))
                .toList();
        return told(caller, types.get(typeName), found).stream().findFirst();
    }

    /** As the caller may know them; that he was told of records out of his sight is noted. */
    private List<Match> told(Caller caller, StoredType type, List<Scored> best) {
        Map<Long, String> owners = titles(USERS, SystemFields.OWNER, best);
        Map<Long, String> pools = titles(POOLS, PoolFields.POOL, best);
        // One that shows but some of its fields would tell by a likeness what the others hold.
        Set<Long> visible = planner.whole(
                caller, type, best.stream().map(scored -> scored.record().id()).toList());
        List<Match> matches = best.stream()
                .map(scored -> scored.match(
                        type, owners, pools, !visible.contains(scored.record().id())))
                .toList();
        matches.stream()
                .filter(Match::withheld)
                .forEach(match ->
                        journal.note(new Journal.Entry(type.name(), match.id(), 0, HINTED, caller.userId(), null)));
        return matches;
    }

    /** Names of the fields whose values the caller sees whole. */
    private Set<String> open(Caller caller, StoredType type) {
        FieldRights.Seen seen = planner.seen(caller, type.name());
        Set<String> open = new HashSet<>(seen.type().fields().keySet());
        open.removeAll(seen.masked());
        return open;
    }

    private Wanted wanted(StoredType type, Set<String> open, Map<String, Object> sent) {
        Map<StoredField, Object> telling = new LinkedHashMap<>();
        for (StoredField field : type.fields().values()) {
            if (!field.system() && TELLING.contains(field.kind()) && open.contains(field.name())) {
                Object value = values.read(field, sent.get(field.name()), ReadMode.IMPORT, new ArrayList<>());
                if (value != null) {
                    telling.put(field, value);
                }
            }
        }
        Object name = values.read(type.title(), sent.get(type.titleField()), ReadMode.IMPORT, new ArrayList<>());
        return new Wanted(type, (String) name, telling);
    }

    private Set<Long> candidates(StoredType type, Wanted wanted) {
        return database.read(sql -> {
            Set<Long> found = new LinkedHashSet<>();
            wanted.telling().forEach((field, value) -> {
                Field<String> column = DSL.field(unquotedName(field.column()), SQLDataType.VARCHAR);
                Field<Long> id = DSL.field(unquotedName("id"), SQLDataType.BIGINT);
                found.addAll(sql.select(id)
                        .from(DSL.table(unquotedName(type.table())))
                        .where(
                                field.sealed()
                                        ? SealedColumns.among(column, field.protection(), List.of((String) value))
                                        : column.eq((String) value))
                        .and(DSL.field(unquotedName("deleted_at")).isNull())
                        .limit(LOOKED_AT)
                        .fetch(id));
            });
            if (wanted.name() != null) {
                for (NameKeys.Key key : keys.of(wanted.name())) {
                    Condition same = KeyTable.TYPE
                            .eq(type.name())
                            .and(KeyTable.KIND.eq(key.kind()))
                            .and(KeyTable.VALUE.eq(key.value()));
                    found.addAll(sql.select(KeyTable.RECORD)
                            .from(KeyTable.TABLE)
                            .where(same)
                            .limit(LOOKED_AT)
                            .fetch(KeyTable.RECORD));
                }
            }
            return found;
        });
    }

    private List<RecordSnapshot> records(String type, Set<Long> ids) {
        List<Long> all = List.copyOf(ids);
        List<RecordSnapshot> records = new ArrayList<>();
        for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
            List<Long> some = all.subList(from, Math.min(all.size(), from + READ_AT_ONCE));
            records.addAll(reader.list(Caller.system(), type, new RecordQuery(among(some), "", some.size())));
        }
        return records;
    }

    /** What the records' references lead to is called, whoever asks. */
    private Map<Long, String> titles(String target, String field, List<Scored> best) {
        Set<Long> ids = best.stream()
                .map(scored -> scored.record().reference(field))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty() || types.find(target).isEmpty()) {
            return Map.of();
        }
        String title = types.get(target).titleField();
        return reader.list(Caller.system(), target, new RecordQuery(among(ids), "", 1_000)).stream()
                .collect(Collectors.toMap(RecordSnapshot::id, each -> each.text(title)));
    }

    private static String among(Collection<Long> ids) {
        return ids.stream().map(RecordId::format).collect(Collectors.joining(",", "id=in=(", ")"));
    }

    private record Scored(RecordSnapshot record, List<Wanted.Alike> likenesses) {
        int score() {
            return Wanted.score(likenesses);
        }

        Match match(StoredType type, Map<Long, String> owners, Map<Long, String> pools, boolean withheld) {
            List<Reason> reasons = likenesses.stream()
                    .sorted(Comparator.comparingInt(Wanted.Alike::score).reversed())
                    .map(alike -> new Reason(alike.field(), alike.code(), alike.label()))
                    .toList();
            Long owner = record.reference(SystemFields.OWNER);
            Long pool = record.reference(PoolFields.POOL);
            return new Match(
                    record.id(),
                    withheld
                            ? Masking.text(FieldKind.TEXT, record.text(type.titleField()))
                            : record.text(type.titleField()),
                    owner == null ? null : owners.get(owner),
                    pool == null ? null : pools.get(pool),
                    record.get(PoolFields.LAST_FOLLOW_UP_AT, Instant.class),
                    score(),
                    reasons,
                    withheld);
        }
    }
}
