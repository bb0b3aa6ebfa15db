package org.penglai.crm.records.internal.rights;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.records.spi.HandOverPart;

/** Whoever takes over is on the teams on which the leaver was; where he is already, he keeps what he may. */
@Component
public final class TeamHandOver implements HandOverPart {
    @Override
    public String id() {
        return "teams";
    }

    @Override
    public Localized label() {
        return Localized.of("协作团队中的位置", "Places on teams of records");
    }

    @Override
    public int count(DSLContext sql, long user) {
        return sql.fetchCount(TeamTable.TABLE, TeamTable.USER.eq(user));
    }

    @Override
    public int move(DSLContext sql, long user, Long to) {
        int count = count(sql, user);
        if (to != null) {
            var rows = sql.select(TeamTable.TYPE, TeamTable.RECORD)
                    .from(TeamTable.TABLE)
                    .where(TeamTable.USER.eq(user))
                    .fetch();
            rows.forEach(row -> {
                var same = TeamTable.TYPE.eq(row.value1()).and(TeamTable.RECORD.eq(row.value2()));
                boolean there = sql.fetchExists(
                        DSL.selectOne().from(TeamTable.TABLE).where(same).and(TeamTable.USER.eq(to)));
                if (!there) {
                    sql.update(TeamTable.TABLE)
                            .set(TeamTable.USER, to)
                            .where(same)
                            .and(TeamTable.USER.eq(user))
                            .execute();
                }
            });
        }
        sql.deleteFrom(TeamTable.TABLE).where(TeamTable.USER.eq(user)).execute();
        return count;
    }
}
