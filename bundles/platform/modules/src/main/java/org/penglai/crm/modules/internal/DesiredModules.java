package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    private static final Table<Record> MODULE = table(name("crm_module"));
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> VERSION = field(name("version"), String.class);
    private static final Field<String> REPOSITORY = field(name("repository"), String.class);
    private static final Field<String> DESIRED = field(name("desired"), String.class);
    private static final Field<String> FORMER = field(name("former"), String.class);
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
        return database.read(sql -> sql.select(NAME, VERSION, REPOSITORY, FORMER, DESIRED)
                .from(MODULE)
                .orderBy(NAME)
                .fetch(row -> new DesiredModule(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        DesiredModule.Wish.valueOf(row.value5().toUpperCase(Locale.ROOT)))));
    }

    /** What is wanted of one module; empty if nothing ever was. */
    Optional<DesiredModule> find(String module) {
        return all().stream().filter(known -> known.name().equals(module)).findFirst();
    }

    /** It was never there. */
    void forget(String module) {
        transactions.run(transaction ->
                transaction.sql().deleteFrom(MODULE).where(NAME.eq(module)).execute());
    }

    /** From now on this is wanted. */
    void want(DesiredModule module) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            int changed = sql.update(MODULE)
                    .set(VERSION, module.version())
                    .set(REPOSITORY, module.repository())
                    .set(FORMER, module.former())
                    .set(DESIRED, module.wish().code())
                    .set(CHANGED_AT, now)
                    .where(NAME.eq(module.name()))
                    .execute();
            if (changed == 0) {
                sql.insertInto(MODULE, NAME, VERSION, REPOSITORY, FORMER, DESIRED, CHANGED_AT)
                        .values(
                                module.name(),
                                module.version(),
                                module.repository(),
                                module.former(),
                                module.wish().code(),
                                now)
                        .execute();
            }
            return null;
        });
    }
}
