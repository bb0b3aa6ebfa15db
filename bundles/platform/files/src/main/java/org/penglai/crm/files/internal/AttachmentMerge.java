package org.penglai.crm.files.internal;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.records.spi.MergePart;

/** Attachments follow a merge. */
@Component
public final class AttachmentMerge implements MergePart {
    @Override
    public String name() {
        return "attachments";
    }

    @Override
    public List<Long> move(DSLContext sql, String type, long from, long to) {
        List<Long> rows = sql.select(AttachmentTable.ID)
                .from(AttachmentTable.TABLE)
                .where(AttachmentTable.TYPE.eq(type))
                .and(AttachmentTable.RECORD.eq(from))
                .fetch(AttachmentTable.ID);
        sql.update(AttachmentTable.TABLE)
                .set(AttachmentTable.RECORD, to)
                .where(AttachmentTable.TYPE.eq(type))
                .and(AttachmentTable.RECORD.eq(from))
                .execute();
        return rows;
    }

    @Override
    public boolean moveBack(DSLContext sql, String type, long row, long from, long to) {
        return sql.update(AttachmentTable.TABLE)
                        .set(AttachmentTable.RECORD, to)
                        .where(AttachmentTable.ID.eq(row))
                        .and(AttachmentTable.TYPE.eq(type))
                        .and(AttachmentTable.RECORD.eq(from))
                        .execute()
                > 0;
    }

    @Override
    public void purge(DSLContext sql, String type, Collection<Long> records) {
        sql.deleteFrom(AttachmentTable.TABLE)
                .where(AttachmentTable.TYPE.eq(type))
                .and(AttachmentTable.RECORD.in(records))
                .execute();
    }
}
