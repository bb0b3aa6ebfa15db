package org.penglai.crm.records.internal.value;

import org.penglai.crm.records.spi.StoredField;

/**
 * Text of one or several lines: trimmed, composed (NFC), free of control characters and of marks that cannot be seen.
 * In a single line wide spaces become plain ones; several lines keep them, Chinese paragraphs are indented with them.
 */
final class TextCodec implements Codec {
    private final boolean lines;

    TextCodec(boolean lines) {
        this.lines = lines;
    }

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("文本", "text");
        }
        return Texts.trim(Texts.compose(clean(lines ? unixLines(text) : text, mode)));
    }

    private String clean(String text, ReadMode mode) throws Refusal {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                if (out != null) {
                    out.append(c);
                }
                continue;
            }
            checkSurrogates(text, i, c);
            char kept = keep(c, mode, i == text.length() - 1 || i == 0);
            if (kept != c && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (out != null && kept != 0) {
                out.append(kept);
            }
        }
        return out == null ? text : out.toString();
    }

    private char keep(char c, ReadMode mode, boolean atAnEnd) throws Refusal {
        if (Texts.isInvisible(c)) {
            return 0;
        }
        if (!lines && Texts.isWideSpace(c)) {
            return ' ';
        }
        if (Character.isISOControl(c)) {
            if (lines && (c == '\n' || c == '\t')) {
                return c;
            }
            boolean space = c >= '\t' && c <= '\r';
            if (space && (atAnEnd || mode == ReadMode.IMPORT)) {
                return ' ';
            }
            throw new Refusal("controlCharacter", "含有不可见的控制字符。", "It contains a control character.");
        }
        return c;
    }

    private static void checkSurrogates(String text, int at, char c) throws Refusal {
        boolean half = Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
        if (half) {
            throw new Refusal("controlCharacter", "含有残缺的字符。", "It contains half a character.");
        }
    }

    private static String unixLines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
