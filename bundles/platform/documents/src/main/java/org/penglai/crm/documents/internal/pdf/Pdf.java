package org.penglai.crm.documents.internal.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.penglai.crm.documents.internal.fill.RecordValues;
import org.penglai.crm.documents.internal.template.Block;
import org.penglai.crm.documents.internal.template.Template;

/** Draws filled templates on pages of A4. Safe for any thread; one document at a time. */
public final class Pdf {
    private static final float SIZE = 10;
    private static final float SMALL = 9;
    private static final float HEADING = 12;
    private static final float TITLE = 20;
    private static final float LEADING = 1.5f;
    private static final float GAP = 12;

    private final EmbeddedFont font = new EmbeddedFont();

    /** @param title in the file's properties */
    public synchronized byte[] of(Template template, RecordValues values, String title, Locale language) {
        TrueTypeFont file = font.file();
        try (PDDocument document = new PDDocument()) {
            PDType0Font embedded = EmbeddedFont.in(document, file);
            CmapLookup glyphs = file.getUnicodeCmapLookup();
            Layout layout = new Layout(new TextLines(embedded, glyphs), values);
            try (Sheet sheet = new Sheet(document, embedded)) {
                for (Block block : template.blocks()) {
                    layout.draw(sheet, block);
                }
                sheet.close();
                layout.foot(sheet, template.footer());
            }
            document.getDocumentInformation().setTitle(title);
            document.getDocumentCatalog().setLanguage(language.toLanguageTag());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts one block below the other. */
    private record Layout(TextLines lines, RecordValues values) {
        void draw(Sheet sheet, Block block) throws IOException {
            if (block instanceof Block.Title title) {
                centred(sheet, filled(title.text()));
            } else if (block instanceof Block.Heading heading) {
                sheet.down(HEADING / 2);
                paragraph(sheet, filled(heading.text()), HEADING, true, false);
            } else if (block instanceof Block.Text text) {
                paragraph(sheet, filled(text.text()), SIZE, false, text.right());
            } else if (block instanceof Block.Row row) {
                row(sheet, row.cells().stream().map(this::filled).toList());
            } else if (block instanceof Block.Rule) {
                sheet.down(SIZE / 2);
                sheet.rule();
                sheet.down(SIZE / 2);
            } else if (block instanceof Block.Space) {
                sheet.down(SIZE);
            } else if (block instanceof Block.Lines table) {
                new LineTable(lines, values, table.columns()).draw(sheet);
            }
        }

        private String filled(String text) {
            return Template.filled(text, values);
        }

        private void centred(Sheet sheet, String text) throws IOException {
            for (String line : lines.of(text, Sheet.width(), TITLE)) {
                room(sheet, TITLE * LEADING);
                sheet.text(line, Sheet.MARGIN + (Sheet.width() - lines.width(line, TITLE)) / 2, 0, TITLE, true);
                sheet.down(TITLE * LEADING);
            }
        }

        private void paragraph(Sheet sheet, String text, float size, boolean bold, boolean right) throws IOException {
            for (String line : lines.of(text, Sheet.width(), size)) {
                room(sheet, size * LEADING);
                float indent = right ? Sheet.width() - lines.width(line, size) : 0;
                sheet.text(line, Sheet.MARGIN + indent, 0, size, bold);
                sheet.down(size * LEADING);
            }
        }

        private void row(Sheet sheet, List<String> cells) throws IOException {
            float width = Sheet.width() / cells.size();
            List<List<String>> broken = cells.stream()
                    .map(cell -> lines.of(cell, width - GAP, SIZE))
                    .toList();
            int most = broken.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < most; line++) {
                room(sheet, SIZE * LEADING);
                for (int cell = 0; cell < cells.size(); cell++) {
                    if (line < broken.get(cell).size()) {
                        sheet.text(broken.get(cell).get(line), Sheet.MARGIN + cell * width, 0, SIZE, false);
                    }
                }
                sheet.down(SIZE * LEADING);
            }
        }

        private static void room(Sheet sheet, float height) throws IOException {
            if (!sheet.fits(height)) {
                sheet.next();
            }
        }

        /** Only now it is known how many pages there are. */
        void foot(Sheet sheet, String footer) throws IOException {
            if (footer.isEmpty()) {
                return;
            }
            List<PDPage> pages = sheet.pages();
            for (int page = 0; page < pages.size(); page++) {
                String text = filled(footer)
                        .replace("{page}", String.valueOf(page + 1))
                        .replace("{pages}", String.valueOf(pages.size()));
                String line = lines.of(text, Sheet.width(), SMALL).get(0);
                float indent = (Sheet.width() - lines.width(line, SMALL)) / 2;
                sheet.foot(pages.get(page), line, Sheet.MARGIN + indent, SMALL);
            }
        }
    }
}
