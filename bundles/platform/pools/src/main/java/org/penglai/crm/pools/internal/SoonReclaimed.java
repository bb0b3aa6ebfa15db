package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** In "My day": the records that go back to a pool within a week unless somebody follows them up. */
@Component
public final class SoonReclaimed implements InboxSource {
    private static final Duration SOON = Duration.ofDays(7);
    private static final int ORDER = 400;
    private static final int SHOWN = 50;

    private final Types types;
    private final RecordReader records;

    @Activate
    public SoonReclaimed(@Reference Types types, @Reference RecordReader records) {
        this.types = types;
        this.records = records;
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        List<InboxSection> sections = new ArrayList<>();
        for (StoredType type : types.list()) {
            if (type.has(Trait.POOL) && caller.may(type.name() + ":read")) {
                String filter = "owner==me;reclaimAt=lt=" + now.plus(SOON);
                List<InboxItem> items =
                        records
                                .list(caller, type.name(), new RecordQuery(filter, PoolFields.RECLAIM_AT, SHOWN))
                                .stream()
                                .map(record -> item(type, record, now))
                                .toList();
                if (!items.isEmpty()) {
                    sections.add(new InboxSection(
                            "pools." + type.name(),
                            Localized.of(
                                    "即将收回公海的" + type.label().zh(),
                                    type.plural().en() + " about to go back to the pool"),
                            ORDER,
                            items));
                }
            }
        }
        return sections;
    }

    private static InboxItem item(StoredType type, RecordSnapshot record, Instant now) {
        Instant at = record.get(PoolFields.RECLAIM_AT, Instant.class);
        return new InboxItem(
                type.name(), record.id(), record.text(type.titleField()), null, at, at.isBefore(now), null, List.of());
    }
}
