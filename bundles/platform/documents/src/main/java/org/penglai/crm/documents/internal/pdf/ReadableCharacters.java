package org.penglai.crm.documents.internal.pdf;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.apache.fontbox.ttf.CmapSubtable;
import org.apache.fontbox.ttf.CmapTable;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The characters of a font, of which those come first that people write: 日 and the radical ⽇ are one glyph, and what is
 * copied from a document or searched for in it must be the former.
 */
final class ReadableCharacters extends CmapSubtable {
    private static final int RADICALS_BEGIN = 0x2E80;
    private static final int RADICALS_END = 0x2FDF;
    private static final int COMPATIBLE_BEGIN = 0xF900;
    private static final int COMPATIBLE_END = 0xFAFF;

    private final CmapSubtable all;

    private ReadableCharacters(CmapSubtable all) {
        this.all = all;
        setPlatformId(all.getPlatformId());
        setPlatformEncodingId(all.getPlatformEncodingId());
    }

    static void of(TrueTypeFont font) throws IOException {
        CmapTable table = font.getCmap();
        CmapSubtable[] before = table.getCmaps();
        CmapSubtable[] after = new CmapSubtable[before.length];
        for (int i = 0; i < before.length; i++) {
            after[i] = new ReadableCharacters(before[i]);
        }
        table.setCmaps(after);
    }

    @Override
    public int getGlyphId(int characterCode) {
        return all.getGlyphId(characterCode);
    }

    @Override
    public List<Integer> getCharCodes(int glyph) {
        List<Integer> codes = all.getCharCodes(glyph);
        return codes == null || codes.size() < 2
                ? codes
                : codes.stream()
                        .sorted(Comparator.comparing(ReadableCharacters::isVariant))
                        .toList();
    }

    private static boolean isVariant(int code) {
        return code >= RADICALS_BEGIN && code <= RADICALS_END || code >= COMPATIBLE_BEGIN && code <= COMPATIBLE_END;
    }
}
