package org.penglai.crm.events.internal.audit;

import static org.penglai.crm.events.internal.JournalTable.AUDIT;
import static org.penglai.crm.events.internal.JournalTable.AUDIT_COLUMNS;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.ROW_MAC;
import static org.penglai.crm.events.internal.audit.SealTables.AUDIT_ID;
import static org.penglai.crm.events.internal.audit.SealTables.KIND;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL_POSITION;
import static org.penglai.crm.events.internal.audit.SealTables.SEAL_TABLE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.penglai.crm.events.spi.AuditVerifier.Finding;
import org.penglai.crm.events.spi.AuditVerifier.Head;
import org.penglai.crm.events.spi.AuditVerifier.Report;
import org.penglai.crm.events.spi.AuditVerifier.TakenBack;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;

/** One reading of the whole audit against its chain. */
final class AuditVerification {
    private static final int CHUNK = 500;
    private static final int MOST_FINDINGS = 1_000;

    private static final List<Field<?>> WITH_MAC = new ArrayList<>(AUDIT_COLUMNS);

    static {
        WITH_MAC.add(ROW_MAC);
    }

    private final Database database;
    private final AuditKey key;
    private final Map<Long, String> heads = new HashMap<>();
    private final List<TakenBack> takenBack;
    private final List<Finding> findings = new ArrayList<>();
    /** Up to this position rows may be gone, as the chain itself says. */
    private long expired;

    private long position = -1;
    private String seal = "";
    private long sealed;
    private long older;
    private long unsealed;

    /** @param exported heads that were noted elsewhere than beside the key */
    AuditVerification(Database database, AuditKey key, Heads.Noted noted, List<Head> exported) {
        this.database = database;
        this.key = key;
        this.takenBack = noted.takenBack();
        noted.heads().forEach(head -> heads.put(head.position(), head.seal()));
        exported.forEach(head -> heads.put(head.position(), head.seal()));
    }

    Report run() {
        expired = database.read(Expiry::reached);
        List<Link> links = links();
        while (!links.isEmpty() && findings.size() < MOST_FINDINGS) {
            check(links);
            links = links();
        }
        heads.keySet().stream()
                .filter(head -> head > position)
                .max(Long::compare)
                .ifPresent(head -> find(
                        "tailMissing",
                        head,
                        0,
                        "the chain ends at " + Math.max(0, position) + " but reached " + head + " before"));
        unsealed();
        Head end = position < 0 ? null : new Head(position, seal);
        return new Report(sealed, unsealed, older, end, takenBack, findings);
    }

    private List<Link> links() {
        return database.read(sql -> sql.select(SEAL_POSITION, AUDIT_ID, KIND, ROW_MAC, SEAL)
                .from(SEAL_TABLE)
                .where(SEAL_POSITION.gt(position))
                .orderBy(SEAL_POSITION)
                .limit(CHUNK)
                .fetch(row -> new Link(row.value1(), row.value2(), row.value3(), row.value4(), row.value5())));
    }

    private void check(List<Link> links) {
        Map<Long, Record> rows = rows(links);
        for (Link link : links) {
            if (link.position != position + 1) {
                find(
                        "removed",
                        position + 1,
                        0,
                        "seals " + (position + 1) + " to " + (link.position - 1) + " are missing");
            } else if (!link.seal.equals(key.seal(seal, link.position, link.id, link.kind, link.mac))) {
                find(
                        link.position == 0 ? "wrongKey" : "chainBroken",
                        link.position,
                        link.id,
                        link.position == 0
                                ? "the chain was begun with another key"
                                : "the seal does not follow from the one before it");
            }
            String noted = heads.get(link.position);
            if (noted != null && !noted.equals(link.seal)) {
                find("tailMissing", link.position, link.id, "the chain had another seal here before");
            }
            position = link.position;
            seal = link.seal;
            if (link.position > 0) {
                row(link, rows.get(link.id));
            }
        }
    }

    private void row(Link link, Record row) {
        if (link.kind.equals(Expiry.EXPIRED) || row == null && link.position <= expired) {
            return;
        }
        sealed++;
        if (link.kind.equals(Sealer.OLDER)) {
            older++;
        }
        if (row == null || link.kind.equals(Sealer.MISSING)) {
            find("removed", link.position, link.id, "audit row " + Ids.format(link.id) + " is gone");
        } else if (link.kind.equals(Sealer.FOREIGN)) {
            find("inserted", link.position, link.id, described(row) + " was not written by the platform");
        } else if (!RowMacs.of(key, row).equals(link.mac)) {
            find("edited", link.position, link.id, described(row) + " is not what it was");
        }
    }

    private Map<Long, Record> rows(List<Link> links) {
        Map<Long, Record> rows = new HashMap<>();
        database.read(sql -> {
            for (List<Long> ids :
                    Lists.of(database.dialect(), links.stream().map(Link::id).toList())) {
                sql.select(WITH_MAC)
                        .from(AUDIT)
                        .where(Lists.in(sql, ID, ids))
                        .fetch()
                        .forEach(row -> rows.put(row.get(ID), row));
            }
            return null;
        });
        return rows;
    }

    /** Rows without a seal: waiting for it, or slipped in. */
    private void unsealed() {
        long after = Long.MIN_VALUE;
        List<Long> ids = unsealed(after);
        while (!ids.isEmpty() && findings.size() < MOST_FINDINGS) {
            for (List<Long> part : Lists.of(database.dialect(), ids)) {
                database.read(sql -> sql.select(WITH_MAC)
                                .from(AUDIT)
                                .where(Lists.in(sql, ID, part))
                                .fetch())
                        .forEach(this::unsealed);
            }
            after = ids.get(ids.size() - 1);
            ids = unsealed(after);
        }
    }

    private List<Long> unsealed(long after) {
        return database.read((DSLContext sql) -> sql.select(ID)
                .from(AUDIT)
                .leftJoin(SEAL_TABLE)
                .on(AUDIT_ID.eq(ID))
                .where(ID.gt(after))
                .and(AUDIT_ID.isNull())
                .orderBy(ID)
                .limit(CHUNK)
                .fetch(ID));
    }

    private void unsealed(Record row) {
        if (RowMacs.of(key, row).equals(row.get(ROW_MAC)) || position < 0) {
            unsealed++;
        } else {
            find("inserted", 0, row.get(ID), described(row) + " was not written by the platform");
        }
    }

    private static String described(Record row) {
        return "audit row " + Ids.format(row.get(ID)) + " (" + row.get(AUDIT_COLUMNS.get(3)) + ", "
                + row.get(AUDIT_COLUMNS.get(6)) + ")";
    }

    private void find(String kind, long at, long auditId, String text) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(kind, at, auditId, text));
        }
    }

    private record Link(long position, long id, String kind, String mac, String seal) {}
}
