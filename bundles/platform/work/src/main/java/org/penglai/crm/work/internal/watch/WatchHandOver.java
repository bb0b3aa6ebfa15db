package org.penglai.crm.work.internal.watch;

import static org.penglai.crm.work.internal.WorkTables.RECORD_ID;
import static org.penglai.crm.work.internal.WorkTables.TYPE;
import static org.penglai.crm.work.internal.WorkTables.USER_ID;
import static org.penglai.crm.work.internal.WorkTables.WATCHES;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.records.spi.HandOverPart;

/** Whoever takes over watches what the leaver has watched. */
@Component
public final class WatchHandOver implements HandOverPart {
    @Override
    public String id() {
        return "watches";
    }

    @Override
    public Localized label() {
        return Localized.of("关注的记录", "Records watched");
    }

    @Override
    public int count(DSLContext sql, long user) {
        return sql.fetchCount(WATCHES, USER_ID.eq(user));
    }

    @Override
    public int move(DSLContext sql, long user, Long to) {
        int count = count(sql, user);
        if (to != null) {
            sql.select(TYPE, RECORD_ID)
                    .from(WATCHES)
                    .where(USER_ID.eq(user))
                    .fetch()
                    .forEach(row -> {
                        Condition same = TYPE.eq(row.value1()).and(RECORD_ID.eq(row.value2()));
                        if (!sql.fetchExists(WATCHES, same.and(USER_ID.eq(to)))) {
                            sql.update(WATCHES)
                                    .set(USER_ID, to)
                                    .where(same.and(USER_ID.eq(user)))
                                    .execute();
                        }
                    });
        }
        sql.deleteFrom(WATCHES).where(USER_ID.eq(user)).execute();
        return count;
    }
}
