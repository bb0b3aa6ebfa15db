package org.penglai.crm.exchange.internal.imports;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** The job kind {@code import}, put together from the platform's services. The reference to the tables makes it wait for them. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-exchange)"))
public final class ImportHandler implements JobHandler {

    /** A filter takes no more values. */
    private static final int PAGE = 250;

    private final ImportJob job;

    @Activate
    public ImportHandler(
            @Reference Types types,
            @Reference ImportValues values,
            @Reference RecordWrites writes,
            @Reference Records records,
            @Reference Access access,
            @Reference Gates gates,
            @Reference Database database,
            @Reference Transactions transactions) {
        job = new ImportJob(new Kernel(
                types,
                values,
                writes,
                gates,
                new SqlRecordIndex(database),
                (type, ids) -> snapshots(records, type, ids),
                reach(access),
                new SqlImportLog(transactions, database)));
    }

    private static Kernel.Reach reach(Access access) {
        return new Kernel.Reach() {
            @Override
            public Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids) {
                return access.within(caller, type, operation, ids);
            }

            @Override
            public Set<String> closed(Caller caller, StoredType type) {
                Set<String> closed = new HashSet<>(type.fields().keySet());
                access.seen(caller, type)
                        .ifPresent(seen -> closed.removeAll(seen.fields().keySet()));
                closed.addAll(access.masked(caller, type));
                return closed;
            }
        };
    }

    @Override
    public String kind() {
        return job.kind();
    }

    @Override
    public Map<String, Object> run(JobContext context) throws IOException, InterruptedException {
        return job.run(context);
    }

    /** Read by the platform itself, so that hidden fields are compared too, of records that the caller reaches; whether they may be changed is checked at the write. */
    private static Map<Long, RecordSnapshot> snapshots(Records records, StoredType type, Collection<Long> ids) {
        List<Long> all = List.copyOf(ids);
        Map<Long, RecordSnapshot> byId = new HashMap<>();
        for (int from = 0; from < all.size(); from += PAGE) {
            List<Long> page = all.subList(from, Math.min(from + PAGE, all.size()));
            String filter = page.stream().map(Ids::format).collect(Collectors.joining(",", "id=in=(", ")"));
            records.list(Caller.system(), type.name(), new RecordQuery(filter, "id", page.size()))
                    .forEach(snapshot -> byId.put(snapshot.id(), snapshot));
        }
        return byId;
    }
}
