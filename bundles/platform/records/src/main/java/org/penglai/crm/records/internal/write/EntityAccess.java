package org.penglai.crm.records.internal.write;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordEntity;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.spi.StoredField;

/** Makes entities of one class and puts snapshot values into their attributes. Safe for any thread. */
final class EntityAccess {
    private static final String CURRENCY = "Currency";
    /** Where the system fields that can be written lie in {@link RecordEntity}. */
    private static final Map<String, String> SYSTEM =
            Map.of(SystemFields.OWNER, "ownerId", SystemFields.OWNER_DEPARTMENT, "ownerDepartmentId");

    private final Constructor<? extends RecordEntity> constructor;
    private final Map<String, Field> attributes = new HashMap<>();

    EntityAccess(Class<? extends RecordEntity> entity) {
        try {
            constructor = entity.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException(entity.getName() + " has no constructor without parameters", missing);
        }
        for (Class<?> level = entity; level != Object.class; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    field.setAccessible(true);
                    attributes.putIfAbsent(field.getName(), field);
                }
            }
        }
    }

    RecordEntity create() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(constructor.getDeclaringClass().getName() + " cannot be made", failed);
        }
    }

    /** Whether the attribute has room for the number. */
    boolean holds(StoredField field, Object value) {
        if (!(value instanceof Long number) || field.kind() != FieldKind.INTEGER) {
            return true;
        }
        Class<?> type = attribute(field.attribute()).getType();
        if (type == int.class || type == Integer.class) {
            return number == number.intValue();
        }
        return type != short.class && type != Short.class || number == number.shortValue();
    }

    /** Sets the field's attribute, or both of a money field, to a snapshot value. */
    void set(RecordEntity entity, StoredField field, Object value) {
        String attribute = field.system() ? SYSTEM.get(field.name()) : field.attribute();
        if (field.kind() == FieldKind.MONEY) {
            Money money = (Money) value;
            set(entity, attribute, money == null ? null : money.amount());
            set(entity, attribute + CURRENCY, money == null ? null : money.currency());
        } else if (field.sealed()) {
            set(entity, attribute, field.protection().seal((String) value));
        } else {
            set(entity, attribute, value);
        }
    }

    /** Sets an attribute, converting what entities hold in another form than snapshots. */
    void set(RecordEntity entity, String attribute, Object value) {
        Field field = attribute(attribute);
        try {
            field.set(entity, converted(field.getType(), value));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Field attribute(String name) {
        Field field = attributes.get(name);
        if (field == null) {
            throw new IllegalStateException(constructor.getDeclaringClass().getName() + " has no attribute " + name);
        }
        return field;
    }

    private static Object converted(Class<?> type, Object value) {
        if (value instanceof Instant instant && type == LocalDateTime.class) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof Long number && type != Long.class && type != long.class) {
            return type == short.class || type == Short.class
                    ? (Object) number.shortValue()
                    : (Object) number.intValue();
        }
        return value == null && type.isPrimitive() ? nothing(type) : value;
    }

    /** What a primitive attribute holds when the field has no value. */
    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == long.class ? (Object) 0L : (Object) 0;
    }
}
