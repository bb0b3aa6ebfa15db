package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Migrations;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.spi.TypeTraces;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * Takes away everything that is kept of a module that runs no more. What must stay by law stays without content: audit
 * and events say that something happened, the keys of what they say of persons are destroyed. Each step is a transaction
 * of its own and can be done again, the types go last: a purge that was cut off is repeated as a whole.
 */
@Component(service = ModulePurge.class)
public final class ModulePurge {
    private static final Field<String> TYPE = field(unquotedName("type"), SQLDataType.VARCHAR);
    private static final Field<String> READER = field(unquotedName("name"), SQLDataType.VARCHAR);

    private final Database database;
    private final Transactions transactions;
    private final Migrations migrations;
    private final Types types;
    private final Journal journal;
    private final ObjectMapper mapper = new ObjectMapper();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<TypeTraces> traces = List.of();

    @Activate
    public ModulePurge(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Migrations migrations,
            @Reference Types types,
            @Reference Journal journal) {
        this.database = database;
        this.transactions = transactions;
        this.migrations = migrations;
        this.types = types;
        this.journal = journal;
    }

    /**
     * Says no before anything is removed.
     *
     * @throws Conflict if records of another module refer to records of this one
     */
    void check(String module) {
        Set<String> own = names(module);
        for (StoredType other : types.list()) {
            for (StoredField one : other.fields().values()) {
                if (!other.module().equals(module) && one.kind() == FieldKind.REFERENCE && own.contains(one.target())) {
                    throw new Conflict(
                            "referenced",
                            Localized.of(
                                    "“" + other.plural().zh() + "”的字段“"
                                            + one.label().zh() + "”引用了该模块的记录，请先移除该字段或其模块。",
                                    "The field " + one.label().en() + " of "
                                            + other.plural().en()
                                            + " refers to records of this module; remove it, or its module, first."));
                }
            }
        }
    }

    /**
     * Purges a module whose bundles have gone.
     *
     * @param schemas texts of its scripts by schema
     * @param readers under which names it read events and did periodic work, as far as that is known
     */
    void purge(Caller caller, String module, Map<String, List<String>> schemas, Set<String> readers) {
        Set<String> names = names(module);
        PlatformTables tables = database.read(PlatformTables::read);
        if (!names.isEmpty()) {
            removeRows(module, names, tables);
            removeTraces(names);
            tables.ofLostJobs().forEach(this::delete);
        }
        if (!readers.isEmpty()) {
            delete("crm_event_reader", READER.in(readers));
            delete("crm_periodic", READER.in(readers));
        }
        schemas.forEach(migrations::drop);
        types.purge(module);
        types.refresh();
        tell(caller, module, names);
    }

    private Set<String> names(String module) {
        return types.of(module).stream().map(StoredType::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void removeRows(String module, Set<String> names, PlatformTables tables) {
        Set<String> own = types.of(module).stream()
                .map(StoredType::table)
                .filter(tables::has)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Condition> about = tables.about(names, own);
        if (about.containsKey("crm_merge")) {
            Field<Long> merge = field(unquotedName("merge_id"), SQLDataType.BIGINT);
            delete(
                    "crm_merge_move",
                    merge.in(org.jooq
                            .impl
                            .DSL
                            .select(field(unquotedName("id"), SQLDataType.BIGINT))
                            .from(PlatformTables.table("crm_merge"))
                            .where(about.get("crm_merge"))));
        }
        // Attachments are left to their own bundle, which has their contents, too.
        about.forEach((table, rows) -> {
            if (!table.equals("crm_attachment")) {
                delete(table, rows);
            }
        });
        for (String table : List.of("crm_event", "crm_outbox")) {
            update(table, field(unquotedName("changes"), SQLDataType.CLOB), null, names);
        }
        if (tables.has("crm_vault_record")) {
            update("crm_vault_record", field(unquotedName("destroyed_at"), SQLDataType.LOCALDATETIME), now(), names);
            update("crm_vault_record", field(unquotedName("wrapped"), SQLDataType.VARCHAR), null, names);
        }
    }

    private void removeTraces(Set<String> names) {
        List<Runnable> after = transactions.run(transaction -> {
            List<Runnable> left = new ArrayList<>();
            traces.forEach(one -> left.add(one.remove(transaction.sql(), names)));
            return left;
        });
        after.forEach(Runnable::run);
    }

    private void delete(String table, Condition rows) {
        transactions.run(transaction -> transaction
                .sql()
                .deleteFrom(PlatformTables.table(table))
                .where(rows)
                .execute());
    }

    private <T> void update(String table, Field<T> column, T value, Set<String> names) {
        transactions.run(transaction -> transaction
                .sql()
                .update(PlatformTables.table(table))
                .set(column, val(value, column))
                .where(TYPE.in(names))
                .execute());
    }

    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneOffset.UTC);
    }

    /** The index of every node, among others. */
    private void tell(Caller caller, String module, Set<String> names) {
        try {
            String changes = mapper.writeValueAsString(Map.of("module", module, "types", names));
            Journal.Entry entry = new Journal.Entry("modules", 0, 0, "purged", caller.userId(), changes);
            transactions.run(transaction -> {
                journal.append(transaction, List.of(entry));
                return null;
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written", e);
        }
    }
}
