package org.penglai.crm.work.internal.watch;

import static org.penglai.crm.work.internal.WorkTables.RECORD_ID;
import static org.penglai.crm.work.internal.WorkTables.TYPE;
import static org.penglai.crm.work.internal.WorkTables.USER_ID;
import static org.penglai.crm.work.internal.WorkTables.WATCHES;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.records.spi.MergePart;

/** Whoever watches a record watches the one into which it is merged. A row is named by its user. */
@Component
public final class WatchMerge implements MergePart {
    @Override
    public String name() {
        return "watches";
    }

    @Override
    public List<Long> move(DSLContext sql, String type, long from, long to) {
        List<Long> users = sql.select(USER_ID)
                .from(WATCHES)
                .where(of(type, from))
                .and(USER_ID.notIn(sql.select(USER_ID).from(WATCHES).where(of(type, to))))
                .fetch(USER_ID);
        if (!users.isEmpty()) {
            sql.update(WATCHES)
                    .set(RECORD_ID, to)
                    .where(of(type, from))
                    .and(USER_ID.in(users))
                    .execute();
        }
        return users;
    }

    @Override
    public boolean moveBack(DSLContext sql, String type, long user, long from, long to) {
        return sql.update(WATCHES)
                        .set(RECORD_ID, to)
                        .where(of(type, from))
                        .and(USER_ID.eq(user))
                        .execute()
                > 0;
    }

    @Override
    public void purge(DSLContext sql, String type, Collection<Long> records) {
        sql.deleteFrom(WATCHES).where(TYPE.eq(type)).and(RECORD_ID.in(records)).execute();
    }

    private static Condition of(String type, long record) {
        return TYPE.eq(type).and(RECORD_ID.eq(record));
    }
}
