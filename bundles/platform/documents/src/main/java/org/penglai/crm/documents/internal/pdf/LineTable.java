package org.penglai.crm.documents.internal.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.penglai.crm.documents.internal.fill.RecordValues;
import org.penglai.crm.documents.internal.template.Block;

/** The lines of a document. Every page begins with the head, and a line stays on one page where it can. */
final class LineTable {
    private static final float SIZE = 9;
    private static final float LEADING = 13;
    private static final float PADDING = 4;

    private final TextLines lines;
    private final RecordValues values;
    private final List<Block.Column> columns;
    private final float[] lefts;
    private final float[] widths;

    LineTable(TextLines lines, RecordValues values, List<Block.Column> columns) {
        this.lines = lines;
        this.values = values;
        this.columns = columns;
        lefts = new float[columns.size()];
        widths = new float[columns.size()];
        float all = columns.stream().mapToInt(Block.Column::weight).sum();
        float x = Sheet.MARGIN;
        for (int i = 0; i < widths.length; i++) {
            lefts[i] = x;
            widths[i] = Sheet.width() * columns.get(i).weight() / all;
            x += widths[i];
        }
    }

    void draw(Sheet sheet) throws IOException {
        List<String> fields = columns.stream().map(Block.Column::field).toList();
        List<List<String>> head = broken(fields.stream().map(values::label).toList());
        List<List<List<String>>> rows = new ArrayList<>();
        for (List<String> row : values.lines(fields)) {
            rows.add(broken(row));
        }
        List<List<String>> first = rows.isEmpty() ? head : rows.get(0);
        if (!sheet.fits(height(head) + height(first))) {
            sheet.next();
        }
        head(sheet, head);
        for (List<List<String>> row : rows) {
            if (!sheet.fits(height(row))) {
                sheet.next();
                head(sheet, head);
            }
            row(sheet, head, row);
        }
    }

    private List<List<String>> broken(List<String> cells) {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            all.add(lines.of(cells.get(i), widths[i] - 2 * PADDING, SIZE));
        }
        return all;
    }

    private static float height(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(1) * LEADING + 2 * PADDING;
    }

    private void head(Sheet sheet, List<List<String>> head) throws IOException {
        sheet.band(height(head));
        cells(sheet, head, 0, head.stream().mapToInt(List::size).max().orElse(1), true);
        sheet.down(height(head));
        sheet.rule();
    }

    /** What is higher than a page goes on where the next one begins. */
    private void row(Sheet sheet, List<List<String>> head, List<List<String>> row) throws IOException {
        int most = row.stream().mapToInt(List::size).max().orElse(1);
        int fitting = Math.max(1, (int) ((Sheet.height() - height(head) - 2 * PADDING) / LEADING));
        for (int from = 0; from < most; from += fitting) {
            int to = Math.min(most, from + fitting);
            if (from > 0) {
                sheet.next();
                head(sheet, head);
            }
            cells(sheet, row, from, to, false);
            sheet.down((to - from) * LEADING + 2 * PADDING);
            sheet.rule();
        }
    }

    private void cells(Sheet sheet, List<List<String>> cells, int from, int to, boolean bold) throws IOException {
        for (int i = 0; i < widths.length; i++) {
            boolean right = values.isNumeric(columns.get(i).field());
            for (int line = from; line < Math.min(to, cells.get(i).size()); line++) {
                String text = cells.get(i).get(line);
                float x = right ? lefts[i] + widths[i] - PADDING - lines.width(text, SIZE) : lefts[i] + PADDING;
                sheet.text(text, x, PADDING + (line - from) * LEADING, SIZE, bold);
            }
        }
    }
}
