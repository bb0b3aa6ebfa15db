package org.penglai.crm.records.internal.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import org.jooq.DSLContext;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Brings creations and updates of one type into the persistence context of its unit. Safe for any thread. */
final class EntityWriter {
    private static final int FEW = 3;

    private final EntityClasses entities;
    private final TitleKeys titles;

    EntityWriter(EntityClasses entities, TitleKeys titles) {
        this.entities = entities;
        this.titles = titles;
    }

    /**
     * @param changes of one type
     * @param written entities that this transaction has made or changed; gets those of these changes
     * @param touched records that it has changed, whose version is no longer the planned one
     */
    void write(
            Transaction transaction,
            List<PlannedChange> changes,
            Plan plan,
            Map<RecordKey, RecordEntity> written,
            Set<RecordKey> touched) {
        RegisteredType type = changes.get(0).type();
        EntityManager manager = transaction.em(type.type().unit());
        EntityAccess access = entities.of(type.definition().entity());
        Map<Long, RecordEntity> found = load(transaction.sql(), manager, type, changes, written);
        Map<Integer, CrmException> stale = new TreeMap<>();
        for (PlannedChange change : changes) {
            if (change.operation() == Operation.CREATE) {
                RecordEntity entity = access.create();
                fill(access, entity, change, plan.caller(), plan.now());
                manager.persist(entity);
                written.put(change.key(), entity);
            } else {
                RecordEntity entity = written.get(change.key());
                if (entity == null) {
                    entity = unchanged(found.get(change.id()), change, touched.contains(change.key()), stale);
                }
                if (entity != null && !change.isIdle()) {
                    set(access, entity, change, plan.caller(), plan.now());
                    written.put(change.key(), entity);
                }
            }
        }
        if (!stale.isEmpty()) {
            throw new Rejection(stale);
        }
    }

    /** The entity if it still is what the change was planned for; null, with the reason noted, if not. */
    private static RecordEntity unchanged(
            RecordEntity entity, PlannedChange change, boolean touched, Map<Integer, CrmException> stale) {
        if (entity == null || entity.getDeletedAt() != null) {
            stale.putIfAbsent(change.origin(), Failures.noRecord());
            return null;
        }
        if (!touched && entity.getVersion() != change.before().version()) {
            if (change.expectedVersion() == null) {
                throw new ChangedMeanwhile();
            }
            stale.putIfAbsent(change.origin(), new Stale(entity.getVersion()));
            return null;
        }
        return entity;
    }

    private static Map<Long, RecordEntity> load(
            DSLContext sql,
            EntityManager manager,
            RegisteredType type,
            List<PlannedChange> changes,
            Map<RecordKey, RecordEntity> written) {
        List<Long> ids = changes.stream()
                .filter(change -> change.operation() == Operation.UPDATE && !written.containsKey(change.key()))
                .map(PlannedChange::id)
                .distinct()
                .toList();
        Map<Long, RecordEntity> found = new HashMap<>();
        if (ids.size() <= FEW) {
            for (Long id : ids) {
                RecordEntity entity = manager.find(type.definition().entity(), id);
                if (entity != null) {
                    found.put(id, entity);
                }
            }
            return found;
        }
        String name = manager.getMetamodel().entity(type.definition().entity()).getName();
        for (List<Long> batch : Batches.of(sql, ids)) {
            manager.createQuery("select e from " + name + " e where e.id in :ids", RecordEntity.class)
                    .setParameter("ids", batch)
                    .getResultList()
                    .forEach(entity -> found.put(entity.getId(), entity));
        }
        return found;
    }

    private void fill(EntityAccess access, RecordEntity entity, PlannedChange change, Caller caller, Instant now) {
        access.set(entity, "id", change.id());
        access.set(entity, "createdAt", now);
        access.set(entity, "createdBy", caller.userId());
        set(access, entity, change, caller, now);
    }

    private void set(EntityAccess access, RecordEntity entity, PlannedChange change, Caller caller, Instant now) {
        StoredType type = change.type().type();
        for (String name : change.changed()) {
            StoredField field = type.fields().get(name);
            boolean own =
                    !field.system() || name.equals(SystemFields.OWNER) || name.equals(SystemFields.OWNER_DEPARTMENT);
            if (own && field.column() != null && !field.custom()) {
                access.set(entity, field, change.after().values().get(name));
            }
            if (name.equals(type.titleField())) {
                String title = change.after().text(name);
                access.set(entity, "sortKey", titles.sortKey(title));
                access.set(entity, "initials", titles.initials(title));
            }
        }
        access.set(entity, "updatedAt", now);
        access.set(entity, "updatedBy", caller.userId());
    }

    /** The changes by type, in the order in which the types come. */
    static Map<String, List<PlannedChange>> byType(List<PlannedChange> changes) {
        Map<String, List<PlannedChange>> byType = new LinkedHashMap<>();
        changes.forEach(change -> byType.computeIfAbsent(change.type().type().name(), t -> new ArrayList<>())
                .add(change));
        return byType;
    }

    /** The snapshot with the version that the database gave. */
    static RecordSnapshot at(RecordSnapshot record, long version) {
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        values.put(SystemFields.VERSION, version);
        return new RecordSnapshot(record.type(), record.id(), version, values);
    }
}
