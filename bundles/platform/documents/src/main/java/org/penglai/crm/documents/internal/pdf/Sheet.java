package org.penglai.crm.documents.internal.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** The pages of a document while it is being written from top to bottom. Lengths are points. */
final class Sheet implements AutoCloseable {
    static final float MARGIN = 48;
    private static final float FOOT = 40;
    private static final float BOLD = 0.35f;
    private static final float HAIR = 0.6f;
    private static final float GREY = 0.6f;
    private static final float PALE = 0.94f;

    private final PDDocument document;
    private final PDFont font;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream out;
    private float y;

    Sheet(PDDocument document, PDFont font) throws IOException {
        this.document = document;
        this.font = font;
        next();
    }

    static float width() {
        return PDRectangle.A4.getWidth() - 2 * MARGIN;
    }

    /** Height of a page's text. */
    static float height() {
        return PDRectangle.A4.getHeight() - MARGIN - FOOT - MARGIN / 2;
    }

    List<PDPage> pages() {
        return pages;
    }

    boolean fits(float height) {
        return y - height >= MARGIN / 2 + FOOT;
    }

    void next() throws IOException {
        close();
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        out = new PDPageContentStream(document, page);
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    void down(float by) {
        y -= by;
    }

    /** One line of text, its top at the present height plus an offset downwards. */
    void text(String text, float x, float below, float size, boolean bold) throws IOException {
        write(out, text, x, y - below - size, size, bold);
    }

    /** In the foot of a page that is done. */
    void foot(PDPage page, String text, float x, float size) throws IOException {
        try (PDPageContentStream foot =
                new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
            write(foot, text, x, MARGIN / 2 + size, size, false);
        }
    }

    private void write(PDPageContentStream on, String text, float x, float base, float size, boolean bold)
            throws IOException {
        if (text.isEmpty()) {
            return;
        }
        on.beginText();
        on.setFont(font, size);
        // There is one weight of the font: heads are drawn with an outline.
        on.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        on.setLineWidth(BOLD);
        on.newLineAtOffset(x, base);
        on.showText(text);
        on.endText();
    }

    void rule() throws IOException {
        rule(MARGIN, width());
    }

    void rule(float x, float width) throws IOException {
        out.setStrokingColor(GREY);
        out.setLineWidth(HAIR);
        out.moveTo(x, y);
        out.lineTo(x + width, y);
        out.stroke();
        out.setStrokingColor(0f);
    }

    /** Behind what is written next. */
    void band(float height) throws IOException {
        out.setNonStrokingColor(PALE);
        out.addRect(MARGIN, y - height, width(), height);
        out.fill();
        out.setNonStrokingColor(0f);
    }

    /** The present page is done. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }
}
