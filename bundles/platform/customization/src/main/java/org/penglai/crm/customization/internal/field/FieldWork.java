package org.penglai.crm.customization.internal.field;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.CustomColumns;
import org.penglai.crm.records.spi.Types;

/**
 * Prepares a field as soon as it has been committed, before its creator gets an answer; rounds make up for what was cut off
 * and do what nobody waits for.
 */
@Component(service = {JournalListener.class, PeriodicWork.class})
public final class FieldWork implements JournalListener, PeriodicWork {
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final FieldPreparation preparation;

    /** @param migrated proof that the tables are there */
    @Activate
    public FieldWork(
            @Reference Types types,
            @Reference CustomColumns columns,
            @Reference Database database,
            @Reference Records records,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new FieldPreparation(types, columns, database, records, Clock.systemUTC()));
    }

    FieldWork(FieldPreparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        if (entries.stream().anyMatch(entry -> entry.type().equals(CustomFieldsType.TYPE) && entry.userId() != 0)) {
            transaction.afterCommit(preparation::prepare);
        }
    }

    @Override
    public String name() {
        return "customization.fields";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant now) {
        preparation.round(now);
    }
}
