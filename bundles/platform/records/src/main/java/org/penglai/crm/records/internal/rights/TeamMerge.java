package org.penglai.crm.records.internal.rights;

import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.records.spi.MergePart;

/**
 * Who works on a record works on the one into which it is merged. Whoever is on both teams keeps what he may on the kept
 * record. A row is named by its user.
 */
@Component
public final class TeamMerge implements MergePart {
    @Override
    public String name() {
        return "team";
    }

    @Override
    public List<Long> move(DSLContext sql, String type, long from, long to) {
        List<Long> users = sql.select(TeamTable.USER)
                .from(TeamTable.TABLE)
                .where(of(type, from))
                .and(TeamTable.USER.notIn(
                        sql.select(TeamTable.USER).from(TeamTable.TABLE).where(of(type, to))))
                .fetch(TeamTable.USER);
        if (!users.isEmpty()) {
            sql.update(TeamTable.TABLE)
                    .set(TeamTable.RECORD, to)
                    .where(of(type, from))
                    .and(TeamTable.USER.in(users))
                    .execute();
        }
        return users;
    }

    @Override
    public boolean moveBack(DSLContext sql, String type, long user, long from, long to) {
        return sql.update(TeamTable.TABLE)
                        .set(TeamTable.RECORD, to)
                        .where(of(type, from))
                        .and(TeamTable.USER.eq(user))
                        .execute()
                > 0;
    }

    @Override
    public void purge(DSLContext sql, String type, Collection<Long> records) {
        sql.deleteFrom(TeamTable.TABLE)
                .where(TeamTable.TYPE.eq(type))
                .and(TeamTable.RECORD.in(records))
                .execute();
    }

    private static Condition of(String type, long record) {
        return TeamTable.TYPE.eq(type).and(TeamTable.RECORD.eq(record));
    }
}
