package org.penglai.crm.records.internal.duplicates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.CompiledInsert;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.WriteGuard;

/** Keeps the keys of a record's title in step with it, in the transaction that writes it. Objects to nothing. */
@Component(service = {WriteGuard.class, KeyRows.class})
public final class KeyRows implements WriteGuard {
    private static final CompiledInsert INSERT =
            CompiledInsert.into(KeyTable.TABLE, List.of(KeyTable.TYPE, KeyTable.KIND, KeyTable.VALUE, KeyTable.RECORD));

    private final NameKeys keys;

    @Activate
    public KeyRows(@Reference NameKeys keys) {
        this.keys = keys;
    }

    @Override
    public Map<Integer, CrmException> check(Transaction transaction, Caller caller, List<Write> writes) {
        Map<Row, String> titles = new LinkedHashMap<>();
        Map<Row, Boolean> existing = new LinkedHashMap<>();
        for (Write write : writes) {
            if (!write.type().traits().contains(Trait.DUPLICATES)) {
                continue;
            }
            String title = write.after().text(write.type().titleField());
            String before = write.before() == null
                    ? null
                    : write.before().text(write.type().titleField());
            if (!Objects.equals(title, before)) {
                Row row = new Row(write.type().name(), write.after().id());
                titles.put(row, title);
                existing.merge(row, before != null, Boolean::logicalOr);
            }
        }
        if (!titles.isEmpty()) {
            existing.forEach((row, old) -> {
                if (old) {
                    remove(transaction.sql(), row);
                }
            });
            insert(transaction, titles);
        }
        return Map.of();
    }

    private static void remove(DSLContext sql, Row row) {
        sql.deleteFrom(KeyTable.TABLE)
                .where(KeyTable.TYPE.eq(row.type()))
                .and(KeyTable.RECORD.eq(row.id()))
                .execute();
    }

    private void insert(Transaction transaction, Map<Row, String> titles) {
        List<Object[]> rows = new ArrayList<>();
        titles.forEach((row, title) -> {
            if (title != null) {
                keys.of(title).forEach(key -> rows.add(new Object[] {row.type(), key.kind(), key.value(), row.id()}));
            }
        });
        transaction.insert(INSERT, rows);
    }

    private record Row(String type, long id) {}
}
