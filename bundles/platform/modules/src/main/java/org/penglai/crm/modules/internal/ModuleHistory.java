package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;

/** Table crm_module_change: what was tried and how it ended. */
@Component(service = ModuleHistory.class)
public final class ModuleHistory {
    private static final Table<Record> CHANGE = table(name("crm_module_change"));
    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<LocalDateTime> AT = field(name("began_at"), LocalDateTime.class);
    private static final Field<Long> USER_ID = field(name("user_id"), Long.class);
    private static final Field<String> MODULES = field(name("modules"), String.class);
    private static final Field<String> OPERATION = field(name("operation"), String.class);
    private static final Field<String> OUTCOME = field(name("outcome"), String.class);
    private static final Field<String> REASON_ZH = field(name("reason_zh"), String.class);
    private static final Field<String> REASON_EN = field(name("reason_en"), String.class);
    private static final Field<Long> MILLISECONDS = field(name("milliseconds"), Long.class);
    private static final Field<Long> HELD = field(name("held_milliseconds"), Long.class);
    private static final int LONGEST_NAMES = 1000;

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;

    /** The data source is asked for because its presence says that the table exists. */
    @Activate
    public ModuleHistory(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-modules)") DataSource migrated) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
    }

    void add(ModuleChange change) {
        String modules = change.modules();
        Localized reason = change.reason();
        transactions.run(transaction -> transaction
                .sql()
                .insertInto(
                        CHANGE, ID, AT, USER_ID, MODULES, OPERATION, OUTCOME, REASON_ZH, REASON_EN, MILLISECONDS, HELD)
                .values(
                        ids.next(),
                        LocalDateTime.ofInstant(change.at(), ZoneOffset.UTC),
                        change.userId(),
                        modules.substring(0, Math.min(modules.length(), LONGEST_NAMES)),
                        change.operation().name(),
                        change.outcome().name(),
                        reason == null ? null : reason.zh(),
                        reason == null ? null : reason.en(),
                        change.milliseconds(),
                        change.heldMilliseconds())
                .execute());
    }

    /** The last ones, newest first. */
    List<ModuleChange> last(int limit) {
        return database.read(
                sql -> sql.select(AT, USER_ID, MODULES, OPERATION, OUTCOME, REASON_ZH, REASON_EN, MILLISECONDS, HELD)
                        .from(CHANGE)
                        .orderBy(ID.desc())
                        .limit(limit)
                        .fetch(row -> new ModuleChange(
                                row.value1().toInstant(ZoneOffset.UTC),
                                row.value2(),
                                row.value3(),
                                ModuleChange.Operation.valueOf(row.value4()),
                                ModuleChange.Outcome.valueOf(row.value5().toUpperCase(Locale.ROOT)),
                                row.value6() == null ? null : Localized.of(row.value6(), row.value7()),
                                row.value8(),
                                row.value9())));
    }
}
