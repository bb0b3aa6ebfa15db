package org.penglai.crm.customization.internal.field;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with the database what fields are waiting for: makes columns before anybody sees their fields, drops those of fields
 * that nobody has seen for a while. Whatever is cut off is done again by the next round. Safe for any thread.
 */
final class FieldPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(FieldPreparation.class);
    /** By then every node knows that the field is gone. */
    private static final Duration UNSEEN = Duration.ofSeconds(10);

    private final Types types;
    private final CustomColumns columns;
    private final Database database;
    private final Records records;
    private final Clock clock;
    private final Set<Long> indexed = ConcurrentHashMap.newKeySet();

    FieldPreparation(Types types, CustomColumns columns, Database database, Records records, Clock clock) {
        this.types = types;
        this.columns = columns;
        this.database = database;
        this.records = records;
        this.clock = clock;
    }

    /** Makes the columns that are missing and lets everybody see their fields. */
    void prepare() {
        for (FieldRow field : database.read(sql -> FieldTable.in(sql, FieldStatus.PREPARING))) {
            guarded(field, type -> {
                columns.add(type, field.stored(List.of()));
                become(field, FieldStatus.ACTIVE);
            });
        }
    }

    /** The same, and what takes its time: indexes, and columns that are given up. */
    void round(Instant now) {
        prepare();
        for (FieldRow field : database.read(FieldTable::active)) {
            if (field.indexed() && !indexed.contains(field.id())) {
                guarded(field, type -> {
                    columns.index(type, field.stored(List.of()));
                    indexed.add(field.id());
                });
            }
        }
        LocalDateTime before = LocalDateTime.ofInstant(now.minus(UNSEEN), ZoneOffset.UTC);
        for (FieldRow field : database.read(sql -> FieldTable.since(sql, FieldStatus.PURGING, before))) {
            guarded(field, type -> {
                columns.drop(type, field.stored(List.of()));
                records.apply(
                        Caller.system(), List.of(new RecordChange.Delete(CustomFieldsType.TYPE, field.id(), null)));
            });
        }
    }

    /** A round by the platform's own clock. */
    void round() {
        round(clock.instant());
    }

    private void become(FieldRow field, String status) {
        records.apply(
                Caller.system(),
                List.of(new RecordChange.Update(CustomFieldsType.TYPE, field.id(), null, Map.of("status", status))));
    }

    /** One field that cannot be served must not keep the others waiting. */
    private void guarded(FieldRow field, Step step) {
        Optional<StoredType> type = types.find(field.type());
        if (type.isEmpty()) {
            return;
        }
        try {
            step.with(type.get());
        } catch (CrmException busy) {
            LOG.warn("Custom field {} of {} has to wait: {}", field.name(), field.type(), busy.getMessage());
        }
    }

    @FunctionalInterface
    private interface Step {
        void with(StoredType type);
    }
}
