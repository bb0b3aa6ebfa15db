package org.penglai.crm.pools.internal;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.work.Notices;
import org.penglai.crm.records.spi.StoredType;

/** Tells owners what happens to their records; silent while there is no notification centre. */
final class PoolNotices {
    private static final String KIND = "pool";

    private final Supplier<Notices> notices;

    PoolNotices(Supplier<Notices> notices) {
        this.notices = notices;
    }

    /** @param days until then; 0 for today */
    void soon(StoredType type, RecordSnapshot record, long owner, PoolTerms pool, long days) {
        String title = record.text(type.titleField());
        send(
                owner,
                days <= 0
                        ? Localized.of(
                                title + " 今天将被收回" + pool.name(), title + " goes back to " + pool.name() + " today")
                        : Localized.of(
                                title + " 将于 " + days + " 天后被收回" + pool.name(),
                                title + " goes back to " + pool.name() + " in " + days + " days"),
                record);
    }

    void takenBack(StoredType type, RecordSnapshot record, long owner, PoolTerms pool, String reason) {
        String title = record.text(type.titleField());
        boolean followUp = Deadline.NO_FOLLOW_UP.equals(reason);
        send(
                owner,
                Localized.of(
                        title + " 因" + (followUp ? "超期未跟进" : "超期未成交") + "被收回" + pool.name(),
                        title + " went back to " + pool.name()
                                + (followUp ? ": not followed up in time" : ": not won in time")),
                record);
    }

    /** By a transfer rule. */
    void given(StoredType type, RecordSnapshot record, long owner, PoolTerms pool) {
        String title = record.text(type.titleField());
        send(
                owner,
                Localized.of(
                        pool.name() + "按流转规则分配给你：" + title, "A rule of " + pool.name() + " has given you " + title),
                record);
    }

    private void send(long user, Localized title, RecordSnapshot record) {
        Notices centre = notices.get();
        if (centre != null) {
            centre.send(List.of(new Notice(Set.of(user), KIND, title, null, record.type(), record.id())));
        }
    }
}
