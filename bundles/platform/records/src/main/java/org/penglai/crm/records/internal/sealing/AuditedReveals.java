package org.penglai.crm.records.internal.sealing;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.internal.query.filter.FragmentLimit;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.spi.Reveals;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Notes in the audit who looked at what, and only then says it. */
@Component
public final class AuditedReveals implements Reveals {
    private final QueryPlanner planner;
    private final Database database;
    private final Journal journal;
    private final SnapshotLoader loader = new SnapshotLoader();
    private final FragmentLimit limit = new FragmentLimit(System::nanoTime);

    @Activate
    public AuditedReveals(@Reference QueryPlanner planner, @Reference Database database, @Reference Journal journal) {
        this.planner = planner;
        this.database = database;
        this.journal = journal;
    }

    @Override
    public String reveal(Caller caller, String typeName, long id, String name) {
        FieldRights.Seen seen = planner.seen(caller, typeName);
        planner.requireRecord(caller, seen.type(), id);
        StoredType shown = planner.shown(caller, seen.type(), id);
        StoredField field = shown.field(name)
                .filter(StoredField::sensitive)
                .orElseThrow(() -> new Invalid(
                        Violation.of("field", "notSensitive", "没有这个敏感字段。", "There is no such sensitive field.")));
        if (seen.masked().contains(name) || !caller.may(typeName + ":reveal")) {
            throw new Forbidden(
                    "missingPermission", Localized.of("您没有查看敏感信息的权限。", "You may not see sensitive values."));
        }
        limit.count(caller);
        RecordSnapshot record = database.read(sql -> loader.load(sql, shown, List.of(id), SnapshotLoader.Mode.LIVE))
                .get(id);
        if (record == null) {
            throw new NotFound("notFound", Localized.of("记录不存在或已删除。", "The record does not exist or was deleted."));
        }
        journal.note(new Journal.Entry(
                typeName, id, record.version(), "revealed", caller.userId(), "{\"field\":\"" + name + "\"}"));
        return record.text(name);
    }
}
