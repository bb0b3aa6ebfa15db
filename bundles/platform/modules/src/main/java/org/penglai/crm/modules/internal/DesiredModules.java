package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Table crm_module. */
@Component(service = DesiredModules.class)
public final class DesiredModules {
    private static final String RUN = "run";
    private static final String REMOVED = "removed";
    private static final Table<Record> MODULE = table(name("crm_module"));
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> VERSION = field(name("version"), String.class);
    private static final Field<String> REPOSITORY = field(name("repository"), String.class);
    private static final Field<String> DESIRED = field(name("desired"), String.class);
    private static final Field<LocalDateTime> CHANGED_AT = field(name("changed_at"), LocalDateTime.class);

    private final Database database;
    private final Transactions transactions;

    /** The data source is asked for because its presence says that the table exists. */
    @Activate
    public DesiredModules(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-modules)") DataSource migrated) {
        this.database = database;
        this.transactions = transactions;
    }

    /** Every module ever wanted, removed ones included. */
    List<DesiredModule> all() {
        return database.read(sql -> sql.select(NAME, VERSION, REPOSITORY, DESIRED)
                .from(MODULE)
                .orderBy(NAME)
                .fetch(row -> new DesiredModule(row.value1(), row.value2(), row.value3(), RUN.equals(row.value4()))));
    }

    /** From now on the module ought to run in that version. */
    void want(DesiredModule module) {
        save(module.name(), module.version(), module.repository(), RUN);
    }

    /** From now on the module ought not to run. */
    void drop(DesiredModule module) {
        save(module.name(), module.version(), module.repository(), REMOVED);
    }

    /** It was never there. */
    void forget(String module) {
        transactions.run(transaction ->
                transaction.sql().deleteFrom(MODULE).where(NAME.eq(module)).execute());
    }

    private void save(String module, String version, String repository, String desired) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            int changed = sql.update(MODULE)
                    .set(VERSION, version)
                    .set(REPOSITORY, repository)
                    .set(DESIRED, desired)
                    .set(CHANGED_AT, now)
                    .where(NAME.eq(module))
                    .execute();
            if (changed == 0) {
                sql.insertInto(MODULE, NAME, VERSION, REPOSITORY, DESIRED, CHANGED_AT)
                        .values(module, version, repository, desired, now)
                        .execute();
            }
            return null;
        });
    }
}
