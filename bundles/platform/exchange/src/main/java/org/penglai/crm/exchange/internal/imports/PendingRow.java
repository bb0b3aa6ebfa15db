package org.penglai.crm.exchange.internal.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.exchange.internal.table.TableRow;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** A row on its way to a record. */
final class PendingRow {

    private final long number;
    private final Map<String, Object> read;
    private final List<Violation> unreadable = new ArrayList<>();
    private final Map<StoredField, String> references = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Violation> problems = new ArrayList<>();

    PendingRow(TableRow row, StoredType type, ColumnMapping mapping, ImportValues importValues) {
        number = row.number();
        Map<String, String> cells = new LinkedHashMap<>();
        mapping.fields().forEach((column, field) -> {
            String cell = row.cell(column);
            if (field.kind() != FieldKind.REFERENCE && field.kind() != FieldKind.LINKS) {
                cells.put(field.name(), cell);
            } else if (!cell.isBlank()) {
                references.put(field, cell.strip());
            }
        });
        mapping.currencies().forEach((column, field) -> {
            String amount = cells.get(field.name());
            if (amount != null && !amount.isBlank()) {
                cells.put(field.name(), amount.strip() + " " + row.cell(column).strip());
            }
        });
        read = importValues.read(type, cells, unreadable);
        if (row.exceeds(mapping.width())) {
            unreadable.add(
                    Violation.of("", "tooManyColumns", "该行的列数多于表头。", "The row has more columns than the header."));
        }
        restart();
    }

    /** Forgets what lookups said. */
    void restart() {
        values.clear();
        values.putAll(read);
        problems.clear();
        problems.addAll(unreadable);
    }

    /** Number of the row in the file. */
    long number() {
        return number;
    }

    /** Texts of the reference cells that are not blank. */
    Map<StoredField, String> references() {
        return references;
    }

    /** Field values so far. */
    Map<String, Object> values() {
        return values;
    }

    /** What is wrong so far. */
    List<Violation> problems() {
        return problems;
    }

    /** Adds problems of fields that have none yet. */
    void addProblems(List<Violation> more) {
        Set<String> known = new LinkedHashSet<>();
        problems.forEach(problem -> known.add(problem.field()));
        more.stream().filter(problem -> !known.contains(problem.field())).forEach(problems::add);
    }
}
