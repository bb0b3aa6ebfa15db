package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.number;
import static org.penglai.crm.privacy.internal.erasure.Columns.table;
import static org.penglai.crm.privacy.internal.erasure.Columns.text;
import static org.penglai.crm.privacy.internal.erasure.Columns.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.DatabaseFiles;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.privacy.internal.consent.SuppressedPersons;
import org.penglai.crm.privacy.internal.consent.SuppressionType;
import org.penglai.crm.privacy.spi.Persons;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.vault.spi.PersonKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Erases by the types' metadata, in one transaction, and then what no transaction reaches. */
@Component(service = {Persons.class, StoredPersons.class})
public final class StoredPersons implements Persons {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPersons.class);
    static final String RIGHT = "privacy";
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final Transactions transactions;
    private final Types types;
    private final Journal journal;
    private final PersonKeys keys;
    private final Jobs jobs;
    private final DatabaseFiles databaseFiles;
    private final ErasureList list;
    private final ErasedFiles files;
    private final PersonScopes scopes;

    /** @param tables only there when they are */
    @Activate
    public StoredPersons(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Types types,
            @Reference Journal journal,
            @Reference PersonKeys keys,
            @Reference Jobs jobs,
            @Reference DatabaseFiles databaseFiles,
            @Reference(target = "(osgi.jndi.service.name=crm-privacy)") DataSource tables) {
        this(
                database,
                transactions,
                types,
                journal,
                keys,
                jobs,
                databaseFiles,
                Path.of(System.getProperty("crm.data", "data")).toAbsolutePath());
    }

    StoredPersons(
            Database database,
            Transactions transactions,
            Types types,
            Journal journal,
            PersonKeys keys,
            Jobs jobs,
            DatabaseFiles databaseFiles,
            Path data) {
        this.database = database;
        this.transactions = transactions;
        this.types = types;
        this.journal = journal;
        this.keys = keys;
        this.jobs = jobs;
        this.databaseFiles = databaseFiles;
        this.list = new ErasureList(data.resolve("erasures"), data.resolve("keys"));
        this.files = new ErasedFiles(data);
        this.scopes = new PersonScopes(types);
    }

    ErasureList list() {
        return list;
    }

    @Override
    public Preview preview(Caller caller, String type, long id) {
        requireRight(caller);
        StoredType known = personType(type);
        return database.read(sql -> preview(sql, known, person(sql, known, id), scopes.of(sql, known, id)));
    }

    private static Preview preview(DSLContext sql, StoredType type, Record row, PersonScope scope) {
        Map<String, Integer> owned = new TreeMap<>();
        Map<String, Integer> shared = new TreeMap<>();
        scope.owned().forEach((each, ids) -> owned.put(each.name(), ids.size()));
        scope.shared().forEach((each, ids) -> shared.put(each.name(), ids.size()));
        int attachments = scope.all().entrySet().stream()
                .mapToInt(entry -> sql.fetchCount(sql.selectOne()
                        .from(table("crm_attachment"))
                        .where(text("type_name").eq(entry.getKey()))
                        .and(number("record_id").in(entry.getValue()))))
                .sum();
        String title = row.get(text(type.title().column()));
        return new Preview(type.name(), scope.id(), title, owned, shared, attachments, OwnRow.filled(type, row));
    }

    /** What is about the person, for handing it out. */
    PersonScope scope(Caller caller, String type, long id) {
        requireRight(caller);
        StoredType known = personType(type);
        return database.read(sql -> {
            person(sql, known, id);
            return scopes.of(sql, known, id);
        });
    }

    @Override
    public Preview erase(Caller caller, String type, long id, String reason, String confirmation) {
        requireRight(caller);
        StoredType known = personType(type);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new Invalid(
                    Violation.of("reason", "required", "请填写原因（最多 500 字）。", "Say why, in 500 characters at most."));
        }
        String title = database.read(sql -> person(sql, known, id))
                .get(text(known.title().column()));
        if (!title.equals(confirmation)) {
            throw new Invalid(Violation.of(
                    "confirmation", "notConfirmed", "与要删除的个人名称不一致。", "Is not what the person to be erased is called."));
        }
        return carryOut(caller, known, id, reason.strip());
    }

    /** Without asking: for what was decided before. */
    Preview carryOut(Caller caller, StoredType type, long id, String reason) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Traces traces = new Traces(databaseFiles.tables());
        Done done = transactions.run(transaction -> erase(transaction, traces, caller, type, id, reason, now));
        String entry = list.entry(type.name(), id);
        if (!list.entries().contains(entry)) {
            list.add(entry, now);
        }
        files.delete(database, done.contents, done.jobs);
        scrub(done.tables);
        rebuildIndex();
        return done.preview;
    }

    private Done erase(
            org.penglai.crm.persistence.spi.Transaction transaction,
            Traces traces,
            Caller caller,
            StoredType type,
            long id,
            String reason,
            Instant now) {
        DSLContext sql = transaction.sql();
        LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        PersonScope scope = scopes.of(sql, type, id);
        Preview preview = preview(sql, type, row(sql, type, id), scope);
        Set<String> contents = ErasedFiles.contents(sql, scope);
        List<Long> ended = ErasedFiles.forgetJobFiles(sql, keys, DSL.noCondition());
        List<Journal.Entry> entries = new ArrayList<>();
        traces.erase(sql, scope, at);
        for (long self : scope.selves()) {
            Record row = OwnRow.find(sql, type, self);
            if (row == null) {
                continue;
            }
            Set<String> words = OwnRow.words(type, row);
            traces.forgetWords(sql, words);
            Set<Long> suppressed = SuppressedPersons.hash(sql, words);
            traces.erase(sql, SuppressionType.TYPE, suppressed);
            suppressed.forEach(each -> keys.destroy(SuppressionType.TYPE, each));
            long version = OwnRow.empty(sql, type, self, at, caller.userId());
            entries.add(new Journal.Entry(type.name(), self, version, "erased", caller.userId(), null));
        }
        scope.owned()
                .forEach((owned, ids) -> ids.forEach(each ->
                        entries.add(new Journal.Entry(owned.name(), each, 0, "erased", caller.userId(), null))));
        scope.all().forEach((name, ids) -> ids.forEach(each -> keys.destroy(name, each)));
        journal.append(transaction, entries);
        remember(sql, type, id, at, caller, reason);
        return new Done(preview, contents, ended, tables(scope));
    }

    /** Files of jobs that were at it while somebody was erased go once these have ended. */
    void forgetFilesOfLateJobs() {
        LocalDateTime newest = database.read(sql -> sql.select(DSL.max(time("erased_at")))
                .from(table("crm_erasure"))
                .fetchSingle()
                .value1());
        if (newest == null) {
            return;
        }
        Condition before = time("created_at").le(newest);
        List<Long> late = transactions.run(transaction -> ErasedFiles.forgetJobFiles(transaction.sql(), keys, before));
        files.delete(database, List.of(), late);
    }

    private void remember(DSLContext sql, StoredType type, long id, LocalDateTime at, Caller caller, String reason) {
        String entry = list.entry(type.name(), id);
        sql.deleteFrom(table("crm_erasure")).where(text("entry").eq(entry)).execute();
        sql.insertInto(table("crm_erasure"))
                .set(text("entry"), entry)
                .set(text("type_name"), type.name())
                .set(number("record_id"), id)
                .set(time("erased_at"), at)
                .set(number("erased_by"), caller.userId())
                .set(text("reason"), reason)
                .execute();
    }

    private static Set<String> tables(PersonScope scope) {
        Set<String> tables = new TreeSet<>(Traces.TABLES);
        tables.add(scope.type().table());
        tables.add(scope.type().sideTable());
        scope.owned().keySet().forEach(owned -> {
            tables.add(owned.table());
            tables.add(owned.sideTable());
        });
        return tables;
    }

    private void scrub(Set<String> tables) {
        Set<String> left = databaseFiles.scrub(tables);
        if (!left.isEmpty()) {
            LOG.warn("space of erased rows was not given back in {}", databaseFiles.scrub(left));
        }
    }

    /** Segments keep the terms of documents that were replaced; a new index has none of them. */
    private void rebuildIndex() {
        try {
            jobs.submit(
                    Caller.system(),
                    new JobRequest("search.reindex", Localized.of("重建搜索索引", "Build the search index"), Map.of()),
                    Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Erasure> erasures(Caller caller, int limit) {
        requireRight(caller);
        return database.read(sql -> sql.select(
                        text("type_name"), number("record_id"), time("erased_at"), number("erased_by"), text("reason"))
                .from(table("crm_erasure"))
                .orderBy(time("erased_at").desc())
                .limit(limit)
                .fetch(row -> new Erasure(
                        row.get(text("type_name")),
                        row.get(number("record_id")),
                        row.get(time("erased_at")).toInstant(ZoneOffset.UTC),
                        row.get(number("erased_by")),
                        row.get(text("reason")))));
    }

    private StoredType personType(String type) {
        StoredType known = types.get(type);
        if (!PersonKind.isPerson(known)) {
            throw new NotFound("noPerson", Localized.of("此类记录不是个人。", "Records of this type are no persons."));
        }
        return known;
    }

    private static Record person(DSLContext sql, StoredType type, long id) {
        Record row = row(sql, type, id);
        if (!PersonKind.isPerson(type, row)) {
            throw new Conflict("notAPerson", Localized.of("此记录不是个人。", "This record is not a person."));
        }
        return row;
    }

    private static Record row(DSLContext sql, StoredType type, long id) {
        Record row = OwnRow.find(sql, type, id);
        if (row == null) {
            throw new NotFound("noPerson", Localized.of("找不到此人。", "There is no such person."));
        }
        return row;
    }

    private static void requireRight(Caller caller) {
        if (!caller.may(RIGHT)) {
            throw new Forbidden(
                    "missingPermission",
                    Localized.of("您没有处理个人信息的权限。", "You lack the right to hand out and erase what is held of persons."));
        }
    }

    private record Done(Preview preview, Set<String> contents, List<Long> jobs, Set<String> tables) {}
}
