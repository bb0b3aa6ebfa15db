package org.penglai.crm.records.internal.views;

import static org.jooq.impl.DSL.unquotedName;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Departments as the types of users and departments tell them. */
@Component(service = Departments.class)
public final class StoredDepartments implements Departments {
    private static final String USERS = "users";
    private static final String DEPARTMENTS = "departments";
    private static final String DEPARTMENT = "department";
    private static final String PARENT = "parent";
    private static final Field<Long> ID = column("id");

    private final Types types;

    @Activate
    public StoredDepartments(@Reference Types types) {
        this.types = types;
    }

    @Override
    public Map<Long, Long> of(DSLContext sql, Set<Long> users) {
        StoredType type = types.find(USERS).orElse(null);
        if (type == null || users.isEmpty() || !type.fields().containsKey(DEPARTMENT)) {
            return Map.of();
        }
        Field<Long> department = column(type.fields().get(DEPARTMENT).column());
        return sql.select(ID, department)
                .from(table(type))
                .where(ID.in(users))
                .and(department.isNotNull())
                .fetchMap(ID, department);
    }

    @Override
    public Set<Long> upwards(DSLContext sql, long department) {
        Set<Long> found = new LinkedHashSet<>(Set.of(department));
        StoredType type = types.find(DEPARTMENTS).orElse(null);
        if (type == null || !type.fields().containsKey(PARENT)) {
            return found;
        }
        Field<Long> parent = column(type.fields().get(PARENT).column());
        Long next = department;
        do {
            next = sql.select(parent).from(table(type)).where(ID.eq(next)).fetchOne(parent);
        } while (next != null && found.add(next));
        return found;
    }

    private static Table<Record> table(StoredType type) {
        return DSL.table(unquotedName(type.table()));
    }

    private static Field<Long> column(String name) {
        return DSL.field(unquotedName(name), SQLDataType.BIGINT);
    }
}
