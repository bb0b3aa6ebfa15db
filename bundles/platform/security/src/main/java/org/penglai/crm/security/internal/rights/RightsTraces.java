package org.penglai.crm.security.internal.rights;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.TypeTraces;
import org.penglai.crm.security.internal.SecurityTables;

/** Lines of roles that name types which go with all their data: a later type of that name must not inherit them. */
@Component
public final class RightsTraces implements TypeTraces {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;，；]+");
    private static final List<Field<String>> LINES =
            List.of(SecurityTables.ROLE_PERMISSIONS, SecurityTables.ROLE_SCOPES, SecurityTables.ROLE_FIELDS);

    /** @param migrated only there when the tables are */
    @Activate
    public RightsTraces(@Reference(target = "(osgi.jndi.service.name=crm-security)") DataSource migrated) {
        this();
    }

    RightsTraces() {}

    @Override
    public Runnable remove(DSLContext sql, Set<String> types) {
        LINES.forEach(column -> remove(sql, column, types));
        return () -> {};
    }

    private static void remove(DSLContext sql, Field<String> column, Set<String> types) {
        for (Record2<Long, String> row : sql.select(SecurityTables.ROLE_ID, column)
                .from(SecurityTables.ROLES)
                .where(column.isNotNull())
                .fetch()) {
            String before = row.value2();
            String after = without(before, types);
            if (!after.equals(before)) {
                sql.update(SecurityTables.ROLES)
                        .set(column, after.isEmpty() ? null : after)
                        .where(SecurityTables.ROLE_ID.eq(row.value1()))
                        .execute();
            }
        }
    }

    /** The text as it is if no line names one of the types. */
    private static String without(String text, Set<String> types) {
        List<String> lines =
                SEPARATORS.splitAsStream(text).filter(line -> !line.isEmpty()).toList();
        List<String> left =
                lines.stream().filter(line -> !types.contains(type(line))).toList();
        return left.size() == lines.size() ? text : left.stream().collect(Collectors.joining("\n"));
    }

    /** {@code customers:read}, {@code customers:read=own} and {@code customers.phone=masked} are about customers. */
    private static String type(String line) {
        return line.split("[:.=]", 2)[0];
    }
}
