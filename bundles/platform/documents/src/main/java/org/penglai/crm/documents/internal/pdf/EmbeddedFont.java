package org.penglai.crm.documents.internal.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The font of all documents. It has every Chinese character of GB 18030 of two bytes, and those of the list of common
 * standard characters that are not among them. Takes some 20 MB while documents are printed and is let go when memory is
 * short.
 */
final class EmbeddedFont {
    /** Stands for what the font does not have. */
    private static final int MISSING = '□';

    private SoftReference<TrueTypeFont> kept = new SoftReference<>(null);

    /** Not for two threads at a time, since documents take their glyphs from one file. */
    TrueTypeFont file() {
        TrueTypeFont font = kept.get();
        if (font == null) {
            font = read();
            kept = new SoftReference<>(font);
        }
        return font;
    }

    private static TrueTypeFont read() {
        try (InputStream in = EmbeddedFont.class.getResourceAsStream("/font/NotoSansSC-Regular.ttf")) {
            TrueTypeFont font = new TTFParser(false).parse(new RandomAccessReadBuffer(in));
            ReadableCharacters.of(font);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The font in a document: only the glyphs that it uses are put there. */
    static PDType0Font in(PDDocument document, TrueTypeFont file) throws IOException {
        return PDType0Font.load(document, file, true);
    }

    /** The text with a box for each character that cannot be drawn; without what is no character at all. */
    static String drawable(String text, CmapLookup glyphs) {
        StringBuilder drawn = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == '\t' ? ' ' : point)
                .filter(point -> !Character.isISOControl(point) && Character.getType(point) != Character.FORMAT)
                .forEach(point -> drawn.appendCodePoint(glyphs.getGlyphId(point) == 0 ? MISSING : point));
        return drawn.toString();
    }
}
