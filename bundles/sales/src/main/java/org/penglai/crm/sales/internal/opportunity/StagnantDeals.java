package org.penglai.crm.sales.internal.opportunity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.api.work.InboxSource;
import org.penglai.crm.sales.internal.Sales;

/** In My day: the own opportunities that have not moved for longer than their stage allows. */
@Component
public final class StagnantDeals implements InboxSource {
    private static final int ORDER = 340;
    private static final int SHOWN = 50;

    private final RecordReader records;

    /** @param migrated only there when the tables are */
    @Activate
    public StagnantDeals(@Reference Records records, @Reference(target = Sales.TABLES) DataSource migrated) {
        this(records);
    }

    StagnantDeals(RecordReader records) {
        this.records = records;
    }

    /** Open opportunities whose time in their stage is over. */
    static String stagnantAt(Instant now) {
        return "status==" + OpportunityStatus.OPEN + ";" + OpportunityType.STAGNANT_AT + "=lt="
                + now.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public List<InboxSection> sections(Caller caller, Instant now) {
        if (!caller.may(OpportunityType.TYPE + ":read")) {
            return List.of();
        }
        RecordQuery mine = new RecordQuery("owner==me;" + stagnantAt(now), OpportunityType.STAGNANT_AT, SHOWN);
        List<InboxItem> items = records.list(caller, OpportunityType.TYPE, mine).stream()
                .map(this::item)
                .toList();
        return items.isEmpty()
                ? List.of()
                : List.of(new InboxSection(
                        "sales.stagnant", Localized.of("停滞的商机", "Stagnant opportunities"), ORDER, items));
    }

    private InboxItem item(RecordSnapshot deal) {
        String stage = records.find(Caller.system(), StageType.TYPE, deal.reference(OpportunityType.STAGE))
                .map(found -> found.text(StageType.NAME))
                .orElse(null);
        return new InboxItem(
                OpportunityType.TYPE,
                deal.id(),
                deal.text("name"),
                stage,
                deal.get(OpportunityType.STAGNANT_AT, Instant.class),
                true,
                null,
                List.of());
    }
}
