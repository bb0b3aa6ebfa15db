package org.penglai.crm.records.internal.value;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Reads the cells of a table's row in {@link ReadMode#IMPORT}. */
@Component
public final class CellReader implements ImportValues {
    /** What only the importer can read, or nobody. */
    private static final Set<FieldKind> LOOKED_UP = EnumSet.of(FieldKind.REFERENCE, FieldKind.LINKS, FieldKind.ID);

    private final FieldValues values;

    @Activate
    public CellReader(@Reference FieldValues values) {
        this.values = values;
    }

    @Override
    public Map<String, Object> read(StoredType type, Map<String, String> cells, List<Violation> problems) {
        Map<String, Object> read = new LinkedHashMap<>();
        cells.forEach((name, cell) -> {
            StoredField field = type.fields().get(name);
            if (field == null || LOOKED_UP.contains(field.kind())) {
                return;
            }
            Object value = values.read(field, cell, ReadMode.IMPORT, problems);
            if (value != null) {
                read.put(name, value);
            }
        });
        return read;
    }
}
