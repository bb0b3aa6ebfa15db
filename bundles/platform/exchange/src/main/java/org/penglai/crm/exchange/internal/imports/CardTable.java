package org.penglai.crm.exchange.internal.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.records.VCardProperty;
import org.penglai.crm.exchange.internal.table.Cell;
import org.penglai.crm.exchange.internal.table.TableWriter;
import org.penglai.crm.exchange.internal.table.VCardContent;
import org.penglai.crm.exchange.internal.table.VCardLine;
import org.penglai.crm.exchange.internal.table.VCardReader;
import org.penglai.crm.records.spi.StoredType;

/** Makes a table of vCards: a row for each, a column for each thing that the type has a field for. */
final class CardTable {

    private CardTable() {}

    /**
     * The type's fields by what a card says, in the order of columns.
     *
     * @throws Malformed if its records cannot be exchanged as cards
     */
    static Map<VCardProperty, String> fields(StoredType type) {
        if (type.vCard().isEmpty()) {
            throw new Malformed(
                    "noCards",
                    Localized.of(
                            type.label().zh() + "不支持 vCard，请使用 CSV 或 XLSX。",
                            "vCards cannot be imported as " + type.plural().en() + "; use CSV or XLSX."));
        }
        return new EnumMap<>(type.vCard());
    }

    /** Closes the reader. */
    static void copy(Reader in, StoredType type, TableWriter out) throws IOException {
        Map<VCardProperty, String> fields = fields(type);
        out.header(fields.values().stream().map(name -> title(type, name)).toList());
        try (VCardReader cards = new VCardReader(in)) {
            for (List<VCardLine> card = cards.next(); card != null; card = cards.next()) {
                Map<VCardProperty, String> content = VCardContent.of(card);
                out.row(fields.keySet().stream()
                        .map(property -> (Cell) new Cell.Text(content.getOrDefault(property, "")))
                        .toList());
            }
        }
    }

    /** The label, unless another field would take it for its own. */
    private static String title(StoredType type, String field) {
        String label = type.fields().get(field).label().zh();
        return field.equals(
                        ColumnMapping.propose(type, List.of(label)).byTitle().get(label))
                ? label
                : field;
    }
}
