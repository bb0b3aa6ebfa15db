package org.penglai.crm.exchange.internal.demo;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.demo.Demo;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.Types;

/** The sample data that modules offer at the moment. */
@Component(service = {Demo.class, ModuleDemo.class})
public final class ModuleDemo implements Demo {

    private final Types types;
    private final Records records;
    private final DemoIndex index;

    private final List<DemoData> offers = new CopyOnWriteArrayList<>();

    /** @param migrated proof that the table of external ids is there */
    @Activate
    public ModuleDemo(
            @Reference Types types,
            @Reference Records records,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(types, records, new SqlDemoIndex(database, transactions));
        Objects.requireNonNull(migrated, "migrated");
    }

    ModuleDemo(Types types, Records records, DemoIndex index) {
        this.types = types;
        this.records = records;
        this.index = index;
    }

    /** A module with sample data runs. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, unbind = "withdraw")
    public void offer(DemoData data) {
        offers.add(data);
    }

    void withdraw(DemoData data) {
        offers.remove(data);
    }

    @Override
    public synchronized int load() {
        return new DemoLoading(types, records, index).load(offered());
    }

    @Override
    public synchronized int remove() {
        return new DemoRemoval(types, records, index).remove();
    }

    /** Whether there is sample data, and all of it can be written. */
    boolean isComplete() {
        List<DemoRecord> offered = offered();
        return !offered.isEmpty()
                && offered.stream().map(DemoRecord::type).distinct().allMatch(types::isWritable);
    }

    /** Whether no record of a type with sample data was ever made, as far as the tables tell. */
    boolean isUntouched() {
        return offered().stream()
                .map(DemoRecord::type)
                .distinct()
                .map(types::get)
                .allMatch(index::isEmpty);
    }

    private List<DemoRecord> offered() {
        return offers.stream()
                .sorted(Comparator.comparing(DemoData::module))
                .map(DemoData::records)
                .flatMap(List::stream)
                .toList();
    }
}
