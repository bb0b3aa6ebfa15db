package org.penglai.crm.documents.internal.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.pdmodel.font.PDFont;

/**
 * Breaks texts into lines of a width: Chinese between any two characters but before closing marks, other scripts between
 * words, and what is longer than a line wherever it must.
 */
final class TextLines {
    private static final String NEVER_FIRST = "、。，．：；？！）」』】〕》〉”’…—％℃,.:;?!)]}%";
    private static final float UNITS = 1_000;

    private final PDFont font;
    private final CmapLookup glyphs;
    private final Map<Integer, Float> widths = new HashMap<>();

    TextLines(PDFont font, CmapLookup glyphs) {
        this.font = font;
        this.glyphs = glyphs;
    }

    float width(String text, float size) {
        return (float) text.codePoints().mapToDouble(this::width).sum() * size / UNITS;
    }

    /** At least one line. */
    List<String> of(String text, float width, float size) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R", -1)) {
            broken(EmbeddedFont.drawable(paragraph, glyphs), width * UNITS / size, lines);
        }
        return lines;
    }

    private void broken(String text, float room, List<String> lines) {
        int[] points = text.codePoints().toArray();
        int start = 0;
        while (start < points.length) {
            int end = start;
            float used = 0;
            while (end < points.length && used + width(points[end]) <= room) {
                used += width(points[end++]);
            }
            if (end == points.length) {
                break;
            }
            int cut = breakBefore(points, start, Math.max(end, start + 1));
            lines.add(new String(points, start, cut - start).strip());
            start = cut;
            while (start < points.length && points[start] == ' ') {
                start++;
            }
        }
        if (start < points.length || points.length == 0) {
            lines.add(new String(points, start, points.length - start).strip());
        }
    }

    /** The last place up to the end at which a line may end; the end itself where there is none. */
    private static int breakBefore(int[] points, int start, int end) {
        for (int at = end; at > start; at--) {
            if (mayBreak(points[at - 1], points[at])) {
                return at;
            }
        }
        return end;
    }

    private static boolean mayBreak(int before, int after) {
        if (NEVER_FIRST.indexOf(after) >= 0) {
            return false;
        }
        return before == ' ' || after == ' ' || isWide(before) || isWide(after);
    }

    private static boolean isWide(int point) {
        return Character.isIdeographic(point) || point >= 0x3000 && point < 0x3100 || point >= 0xFF00 && point < 0xFF60;
    }

    private float width(int point) {
        return widths.computeIfAbsent(point, unknown -> {
            try {
                return font.getStringWidth(Character.toString(unknown));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
