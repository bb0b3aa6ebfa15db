package org.penglai.crm.pools.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Moves the last follow-up of poolable records, in the transaction that logs an activity for them: a record with a field
 * countsAsFollowUp that says so and links to them, or to their contacts. The derived times are no edit of the record, so
 * its version stays, and its module's code is not needed.
 */
@Component
public final class FollowUps implements JournalListener {
    private static final String COUNTS = PoolFields.COUNTS_AS_FOLLOW_UP;
    private static final String OCCURRED_AT = "occurredAt";
    /** Clocks of clients may be a little fast; what lies further ahead is a plan. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    /** Not bound at once: the kernel itself needs the journal, and with it this listener. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile RecordReader records;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Types types;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile PoolDirectory pools;

    private final Clock clock;

    @Activate
    public FollowUps() {
        this(Clock.systemUTC());
    }

    FollowUps(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        Types known = types;
        RecordReader reader = records;
        PoolDirectory directory = pools;
        if (known == null || reader == null || directory == null) {
            return;
        }
        for (Journal.Entry entry : entries) {
            if (entry.type().equals(PoolsType.TYPE)) {
                transaction.afterCommit(directory::forget);
            } else if (entry.changes() != null) {
                known.find(entry.type())
                        .filter(type -> type.fields().containsKey(COUNTS))
                        .flatMap(type -> reader.find(Caller.system(), type.name(), entry.recordId()))
                        .ifPresent(activity -> followed(transaction.sql(), known, reader, directory, activity));
            }
        }
    }

    private void followed(
            DSLContext sql, Types known, RecordReader reader, PoolDirectory directory, RecordSnapshot activity) {
        Instant now = clock.instant();
        Instant occurred = activity.get(OCCURRED_AT, Instant.class);
        Instant at = occurred == null ? activity.get(SystemFields.CREATED_AT, Instant.class) : occurred;
        boolean counts = Boolean.TRUE.equals(activity.get(COUNTS, Boolean.class));
        if (!counts || at == null || at.isAfter(now.plus(SLACK))) {
            return;
        }
        for (RecordSnapshot record : followed(known, reader, activity)) {
            move(sql, known.get(record.type()), directory, record, at);
        }
    }

    private static List<RecordSnapshot> followed(Types known, RecordReader reader, RecordSnapshot activity) {
        List<RecordSnapshot> followed = new ArrayList<>();
        for (Object value : activity.values().values()) {
            if (value instanceof List<?> list) {
                list.stream()
                        .filter(RecordLink.class::isInstance)
                        .map(RecordLink.class::cast)
                        .forEach(link -> addPoolable(known, reader, link, followed));
            }
        }
        return followed;
    }

    private static void addPoolable(Types known, RecordReader reader, RecordLink link, List<RecordSnapshot> followed) {
        Optional<StoredType> type = known.find(link.type());
        Optional<RecordSnapshot> record = type.flatMap(each -> reader.find(Caller.system(), each.name(), link.id()));
        if (record.isEmpty()) {
            return;
        }
        if (type.get().has(Trait.POOL)) {
            followed.add(record.get());
            return;
        }
        for (StoredField field : type.get().fields().values()) {
            Long target = field.kind() == FieldKind.REFERENCE && !field.system()
                    ? record.get().reference(field.name())
                    : null;
            if (target != null) {
                known.find(field.target())
                        .filter(each -> each.has(Trait.POOL))
                        .flatMap(each -> reader.find(Caller.system(), each.name(), target))
                        .ifPresent(followed::add);
            }
        }
    }

    private static void move(
            DSLContext sql, StoredType type, PoolDirectory directory, RecordSnapshot record, Instant at) {
        Instant last = record.get(PoolFields.LAST_FOLLOW_UP_AT, Instant.class);
        if (last != null && !at.isAfter(last)) {
            return;
        }
        Holding before = Holding.of(record, directory.won(type.name()), at);
        Deadline deadline = before == null ? null : directory.deadline(type.name(), before.followedAt(at));
        sql.update(PoolTables.of(type))
                .set(PoolTables.LAST_FOLLOW_UP_AT, PoolTables.utc(at))
                .set(PoolTables.RECLAIM_AT, PoolTables.utc(deadline == null ? null : deadline.at()))
                .where(PoolTables.ID.eq(record.id()))
                .execute();
    }
}
