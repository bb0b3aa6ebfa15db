package org.penglai.crm.records.internal.types;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Transient;
import org.penglai.crm.api.records.RecordEntity;

/**
 * How an entity lies in its table, read from its JPA annotations (on attributes, as in {@link RecordEntity}). Keeps no
 * class of the capability.
 *
 * @param table lower-case name
 * @param attributes own attributes by name
 */
record EntityMapping(String table, Map<String, Attribute> attributes) {
    private static final int DEFAULT_LENGTH = 255;

    EntityMapping {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** Reads the annotations of an entity and its superclasses below {@link RecordEntity}. */
    static EntityMapping of(Class<? extends RecordEntity> entity) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        Class<?> level = entity;
        while (level != null && level != RecordEntity.class && level != Object.class) {
            for (Field field : level.getDeclaredFields()) {
                if (isPersistent(field)) {
                    attributes.putIfAbsent(field.getName(), attribute(field));
                }
            }
            level = level.getSuperclass();
        }
        Table table = entity.getAnnotation(Table.class);
        String name = table == null || table.name().isEmpty() ? SnakeCase.of(entity.getSimpleName()) : table.name();
        return new EntityMapping(name.toLowerCase(Locale.ROOT), attributes);
    }

    Optional<Attribute> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private static boolean isPersistent(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !Modifier.isTransient(field.getModifiers())
                && !field.isSynthetic()
                && !field.isAnnotationPresent(Transient.class);
    }

    private static Attribute attribute(Field field) {
        Column column = field.getAnnotation(Column.class);
        boolean large = field.isAnnotationPresent(Lob.class);
        String name = column == null || column.name().isEmpty() ? SnakeCase.of(field.getName()) : column.name();
        int length = large ? 0 : column == null ? DEFAULT_LENGTH : column.length();
        return new Attribute(
                name.toLowerCase(Locale.ROOT),
                field.getType().getName(),
                length,
                column == null ? 0 : column.precision(),
                column == null ? 0 : column.scale());
    }

    /**
     * @param column lower-case name
     * @param javaType class name of the attribute
     * @param length characters of a text column, 0 if unlimited
     * @param precision 0 if not given
     * @param scale digits behind the point
     */
    record Attribute(String column, String javaType, int length, int precision, int scale) {}
}
