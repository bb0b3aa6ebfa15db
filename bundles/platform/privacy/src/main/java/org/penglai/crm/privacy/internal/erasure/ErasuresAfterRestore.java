package org.penglai.crm.privacy.internal.erasure;

import static org.penglai.crm.privacy.internal.erasure.Columns.number;
import static org.penglai.crm.privacy.internal.erasure.Columns.table;
import static org.penglai.crm.privacy.internal.erasure.Columns.text;
import static org.penglai.crm.privacy.internal.erasure.Columns.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the list of erasures beside the database with the database: whoever is in the list only was brought back by
 * a restore and is erased again; what is in the database only is added to the list. Files of jobs that had not ended when
 * somebody was erased go afterwards.
 */
@Component
public final class ErasuresAfterRestore implements PeriodicWork {
    private static final Logger LOG = LoggerFactory.getLogger(ErasuresAfterRestore.class);
    private static final int CHUNK = 5_000;

    private final Database database;
    private final Types types;
    private final StoredPersons persons;
    private Set<String> settled = Set.of();

    @Activate
    public ErasuresAfterRestore(
            @Reference Database database, @Reference Types types, @Reference StoredPersons persons) {
        this.database = database;
        this.types = types;
        this.persons = persons;
    }

    @Override
    public String name() {
        return "privacy.erasures";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run(Instant now) {
        settle();
        persons.forgetFilesOfLateJobs();
    }

    /** @return how many were erased again */
    synchronized int settle() {
        Set<String> listed = persons.list().entries();
        Set<String> known = new HashSet<>();
        database.read(sql -> sql.select(text("entry"), time("erased_at"))
                        .from(table("crm_erasure"))
                        .fetch())
                .forEach(row -> {
                    String entry = row.get(text("entry"));
                    known.add(entry);
                    if (!listed.contains(entry)) {
                        persons.list().add(entry, row.get(time("erased_at")).toInstant(ZoneOffset.UTC));
                    }
                });
        Set<String> missing = new HashSet<>(listed);
        missing.removeAll(known);
        // Entries whose records are not in this database are looked for once, and again when there are others.
        if (missing.isEmpty() || missing.equals(settled)) {
            return 0;
        }
        List<Found> found = find(missing);
        for (Found each : found) {
            persons.carryOut(Caller.system(), each.type, each.id, "restored");
        }
        if (!found.isEmpty()) {
            LOG.warn("{} persons who had been erased came back with a backup and were erased again", found.size());
        }
        found.forEach(each -> missing.remove(each.entry));
        settled = missing;
        return found.size();
    }

    private List<Found> find(Set<String> entries) {
        List<Found> found = new ArrayList<>();
        for (StoredType type : types.list()) {
            if (!PersonKind.isPerson(type)) {
                continue;
            }
            long after = Long.MIN_VALUE;
            List<Long> ids = next(type, after);
            while (!ids.isEmpty()) {
                for (long id : ids) {
                    String entry = persons.list().entry(type.name(), id);
                    if (entries.contains(entry)) {
                        found.add(new Found(entry, type, id));
                    }
                    after = id;
                }
                ids = next(type, after);
            }
        }
        return found;
    }

    private List<Long> next(StoredType type, long after) {
        return database.read(sql -> sql.select(number("id"))
                .from(table(type.table()))
                .where(number("id").gt(after))
                .orderBy(number("id"))
                .limit(CHUNK)
                .fetch(number("id")));
    }

    private record Found(String entry, StoredType type, long id) {}
}
