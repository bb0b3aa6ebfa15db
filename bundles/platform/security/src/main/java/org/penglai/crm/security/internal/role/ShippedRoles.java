package org.penglai.crm.security.internal.role;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.security.internal.PlainKeys;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the shipped roles are there before anybody signs in. Where they come for the first time, users who were
 * there before keep what they could do: administrators all, others all business.
 */
@Component(service = ShippedRoles.class, immediate = true)
public final class ShippedRoles {
    private static final Logger LOG = LoggerFactory.getLogger(ShippedRoles.class);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    /**
     * @param migrated only there when the tables are
     * @param links the kernel's tables, among them that of links
     */
    @Activate
    public ShippedRoles(
            @Reference Transactions transactions,
            @Reference Journal journal,
            @Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource links) {
        this(transactions, journal, Clock.systemUTC());
        ensure();
    }

    /** Without a container. */
    public ShippedRoles(Transactions transactions, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Adds what is missing, and brings what nobody changed to what this release says, so that the rights of new modules
     * reach those whom they are for; what an administrator wrote into a shipped role stays as it is.
     */
    public void ensure() {
        try {
            transactions.run(transaction -> {
                add(transaction.sql());
                for (ShippedRole role : ShippedRole.values()) {
                    update(transaction, role);
                }
                return null;
            });
        } catch (IntegrityConstraintViolationException anotherNodeWasFaster) {
            LOG.info("The shipped roles have just been made by another node");
        }
    }

    private void add(DSLContext sql) {
        Set<Long> present =
                sql.select(SecurityTables.ROLE_ID).from(SecurityTables.ROLES).fetchSet(SecurityTables.ROLE_ID);
        LocalDateTime now = Timestamps.now(clock);
        for (ShippedRole role : ShippedRole.values()) {
            if (!present.contains(role.id())) {
                sql.insertInto(SecurityTables.ROLES).set(row(role, now)).execute();
            }
        }
        if (present.isEmpty()) {
            sql.select(SecurityTables.ID, SecurityTables.ADMINISTRATOR)
                    .from(SecurityTables.USERS)
                    .fetch()
                    .forEach(user -> RoleGrants.insert(
                            sql,
                            user.value1(),
                            List.of((user.value2() ? ShippedRole.ADMIN : ShippedRole.MEMBER).id())));
        }
    }

    private void update(Transaction transaction, ShippedRole role) {
        Map<String, String> outdated = ShippedParts.outdated(transaction.sql(), role);
        if (outdated.isEmpty()) {
            return;
        }
        Map<String, String> shipped = ShippedParts.of(role);
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        ObjectNode changes = mapper.createObjectNode();
        outdated.forEach((part, before) -> {
            row.put(ShippedParts.column(part), shipped.get(part));
            changes.putArray(part).add(before).add(shipped.get(part));
        });
        row.put(SecurityTables.ROLE_VERSION, SecurityTables.ROLE_VERSION.plus(1));
        row.put(system("updated_at"), Timestamps.now(clock));
        DSLContext sql = transaction.sql();
        sql.update(SecurityTables.ROLES)
                .set(row)
                .where(SecurityTables.ROLE_ID.eq(role.id()))
                .execute();
        long version = sql.select(SecurityTables.ROLE_VERSION)
                .from(SecurityTables.ROLES)
                .where(SecurityTables.ROLE_ID.eq(role.id()))
                .fetchSingle()
                .value1();
        journal.append(
                transaction,
                List.of(new Journal.Entry(RolesType.TYPE, role.id(), version, "updated", 0, changes.toString())));
        LOG.info("The shipped role {} follows this release: {}", role.code(), outdated.keySet());
    }

    private static Map<Field<?>, Object> row(ShippedRole role, LocalDateTime now) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(SecurityTables.ROLE_ID, role.id());
        row.put(system("version"), 1L);
        row.put(system("created_at"), now);
        row.put(system("created_by"), 0L);
        row.put(system("updated_at"), now);
        row.put(system("updated_by"), 0L);
        row.put(system("deleted_marker"), 0L);
        row.put(system("sort_key"), PlainKeys.sortKey(role.title()));
        row.put(system("initials"), PlainKeys.initials(role.code()));
        row.put(system("name"), role.title());
        row.put(SecurityTables.ROLE_ENGLISH_NAME, role.english());
        row.put(SecurityTables.ROLE_CODE, role.code());
        row.put(system("description"), role.description());
        row.put(SecurityTables.ROLE_PERMISSIONS, role.permissions());
        row.put(SecurityTables.ROLE_SCOPES, role.scopes());
        row.put(SecurityTables.ROLE_HOME, role.homePage());
        row.put(SecurityTables.ROLE_MENU, role.menu());
        row.put(system("shipped"), Boolean.TRUE);
        return row;
    }

    private static Field<Object> system(String column) {
        return field(unquotedName(column));
    }
}
