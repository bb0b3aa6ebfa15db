package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.PathResolver;
import org.penglai.crm.records.internal.query.filter.Violations;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * What of each record is selected, in which order it is written. Id and version are always there: a client that has
 * them can open and change what it sees.
 */
final class Projection {
    static final int ID_POSITION = 0;
    static final int VERSION_POSITION = 1;

    private final List<Output> outputs = new ArrayList<>();
    private final List<Field<?>> columns = new ArrayList<>();
    private final List<Output> customOutputs = new ArrayList<>();
    private boolean custom;
    private final Map<FieldKind, Integer> presences = new EnumMap<>(FieldKind.class);

    private Projection() {}

    /** Everything that the type's records have. */
    static Projection whole(Joins joins, Set<String> masked) {
        Projection projection = new Projection();
        StoredType type = joins.root().type();
        List<StoredField> system =
                type.fields().values().stream().filter(StoredField::system).toList();
        List<StoredField> own =
                type.fields().values().stream().filter(field -> !field.system()).toList();
        system.stream()
                .filter(field -> field.column() != null)
                .forEach(field -> projection.add(joins, own(type, field, masked)));
        own.forEach(field -> projection.add(joins, own(type, field, masked)));
        system.stream()
                .filter(field -> field.column() == null)
                .forEach(field -> projection.add(joins, own(type, field, masked)));
        projection.custom = true;
        return projection;
    }

    /** Only these fields; paths over references allowed. */
    static Projection of(Caller caller, Joins joins, PathResolver paths, Set<String> masked, List<String> fields) {
        if (fields.isEmpty()) {
            return whole(joins, masked);
        }
        Projection projection = new Projection();
        Set<String> names = new LinkedHashSet<>(List.of(SystemFields.ID, SystemFields.VERSION));
        names.addAll(fields);
        for (String name : names) {
            if (name.equals(SystemFields.CUSTOM)) {
                projection.custom = true;
                StoredType type = joins.root().type();
                type.fields().values().stream()
                        .filter(field -> field.custom() && !names.contains(field.name()))
                        .forEach(field -> projection.add(joins, own(type, field, masked)));
                continue;
            }
            FieldPath path = paths.resolve(caller, joins.root().type(), name);
            boolean sideTable = !path.isInitials() && path.field().column() == null;
            if (path.isInitials() || sideTable && !path.references().isEmpty()) {
                throw Violations.unknownField(name);
            }
            projection.add(joins, path);
        }
        return projection;
    }

    private static FieldPath own(StoredType type, StoredField field, Set<String> masked) {
        return new FieldPath(List.of(), type, field, field.name(), masked.contains(field.name()));
    }

    private void add(Joins joins, FieldPath path) {
        StoredField field = path.field();
        boolean member = field.custom() && path.references().isEmpty();
        List<Output> written = member ? customOutputs : outputs;
        String name = member ? CustomFields.member(field.name()) : path.text();
        custom |= member;
        if (field.column() == null) {
            boolean gated = !joins.root().isOpen(field);
            written.add(new Output(name, field, -1, path.masked(), gated ? columns.size() : -1, -1));
            if (gated) {
                columns.add(DSL.when(joins.root().shows(field), DSL.inline(1)).otherwise(DSL.inline(0)));
            }
            return;
        }
        QueryModel model = joins.model(path);
        int position = columns.size();
        boolean open = path.masked() || joins.clearance().open(field);
        columns.add(model.column(field));
        written.add(new Output(name, field, position, path.masked(), -1, open ? -1 : columns.size()));
        if (!open) {
            columns.add(DSL.when(joins.clearance().shows(model, field), DSL.inline(1))
                    .otherwise(DSL.inline(0)));
        }
        if (field.kind() == FieldKind.MONEY) {
            columns.add(model.currency(field));
        }
    }

    /**
     * Selects along with each row whether it has tags, external ids, links and choices at all, so that mostly none of
     * these must be asked for.
     */
    Projection withPresences(QueryModel root) {
        for (FieldKind kind : Presence.KINDS) {
            if (has(kind)) {
                presences.put(kind, columns.size());
                columns.add(DSL.when(Presence.of(kind, root), DSL.inline(1)).otherwise(DSL.inline(0)));
            }
        }
        return this;
    }

    /** Ids of the rows that have, or may have, values of the kind beside their own row. */
    List<Long> having(FieldKind kind, List<Object[]> rows) {
        if (!has(kind)) {
            return List.of();
        }
        Integer presence = presences.get(kind);
        return rows.stream()
                .filter(row -> presence == null || (Integer) row[presence] == 1)
                .map(row -> (Long) row[ID_POSITION])
                .toList();
    }

    List<Output> outputs() {
        return outputs;
    }

    /** Members of the object {@code custom}. */
    List<Output> customOutputs() {
        return customOutputs;
    }

    /** All of them. */
    Stream<Output> all() {
        return Stream.concat(outputs.stream(), customOutputs.stream());
    }

    /** Those whose records have titles. */
    List<Output> references() {
        return all().filter(output -> output.field().kind() == FieldKind.REFERENCE)
                .toList();
    }

    List<Field<?>> columns() {
        return columns;
    }

    boolean has(FieldKind kind) {
        return all().anyMatch(output -> output.field().kind() == kind);
    }

    /** Whether the object {@code custom} is wanted. */
    boolean custom() {
        return custom;
    }

    /**
     * @param name in JSON
     * @param position of the column in the row; the currency of money follows; -1 for side tables
     * @param masked whether but a part of the value is shown
     * @param gate position of the column that is 0 where the values of a side table are not shown; -1 where all are
     * @param clear position of the column that is 0 where the value is masked; -1 where all are treated alike
     */
    record Output(String name, StoredField field, int position, boolean masked, int gate, int clear) {
        boolean masks(Object[] row) {
            return masked || clear >= 0 && (Integer) row[clear] == 0;
        }

        boolean shows(Object[] row) {
            return gate < 0 || (Integer) row[gate] == 1;
        }
    }
}
