package org.penglai.crm.documents.internal.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class EmbeddedFontTest {
    /** Of people, places and companies, beyond the first level of GB 2312 and beyond 16 bits. */
    private static final String NAMES = "日月金角户页囍喆堃婠昇淼犇镕玥赟垚骉燚龘䶮㛃㑇䝙𬱖𫍯𬀩𬭎𫖯𬸪𫘝𬍛𦈡𪨶𤩽";

    @Test
    void everyChineseCharacterOfTwoBytesHasAGlyph() throws Exception {
        CmapLookup glyphs = new EmbeddedFont().file().getUnicodeCmapLookup();
        Charset national = Charset.forName("GB18030");
        StringBuilder missing = new StringBuilder();
        int count = 0;
        for (int first = 0x81; first <= 0xFE; first++) {
            for (int second = 0x40; second <= 0xFE; second++) {
                String text = new String(new byte[] {(byte) first, (byte) second}, national);
                if (text.codePointCount(0, text.length()) == 1 && Character.isIdeographic(text.codePointAt(0))) {
                    count++;
                    if (glyphs.getGlyphId(text.codePointAt(0)) == 0) {
                        missing.append(text);
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(20_000);
        assertThat(missing).isEmpty();
        assertThat(EmbeddedFont.drawable(NAMES + "¥￥，。（）①℃—…零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整", glyphs))
                .doesNotContain("□");
    }

    @Test
    void whatIsWrittenCanBeReadAgainAndWhatCannotBeDrawnIsABox() throws Exception {
        TrueTypeFont file = new EmbeddedFont().file();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDType0Font font = EmbeddedFont.in(document, file);
            TextLines lines = new TextLines(font, file.getUnicodeCmapLookup());
            try (Sheet sheet = new Sheet(document, font)) {
                for (String line : lines.of(NAMES + "\n한\u0007글", Sheet.width(), 12)) {
                    sheet.text(line, Sheet.MARGIN, 0, 12, false);
                    sheet.down(20);
                }
            }
            document.save(out);
        }
        assertThat(out.size()).as("only the glyphs that are used").isLessThan(200_000);
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            assertThat(new PDFTextStripper().getText(document)).contains(NAMES).contains("□□");
        }
    }

    @Test
    void linesEndBetweenWordsOrChineseCharactersAndNeverBeforeAMark() throws Exception {
        TrueTypeFont file = new EmbeddedFont().file();
        try (PDDocument document = new PDDocument()) {
            TextLines lines = new TextLines(EmbeddedFont.in(document, file), file.getUnicodeCmapLookup());
            assertThat(lines.of("一二三四五六，七八", 60, 10)).isEqualTo(List.of("一二三四五", "六，七八"));
            assertThat(lines.of("pump and valve", 36, 10)).isEqualTo(List.of("pump", "and", "valve"));
            assertThat(lines.of("", 60, 10)).containsExactly("");
            assertThat(lines.of("X".repeat(40), 60, 10)).hasSizeGreaterThan(3).allMatch(line -> line.length() < 12);
        }
    }
}
