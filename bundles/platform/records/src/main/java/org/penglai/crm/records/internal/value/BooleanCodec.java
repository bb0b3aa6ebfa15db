package org.penglai.crm.records.internal.value;

import java.util.Locale;
import java.util.Set;
import org.penglai.crm.records.spi.StoredField;

/** True or false; in tables also 是/否 and the like. */
final class BooleanCodec implements Codec {
    private static final Set<String> YES = Set.of("是", "真", "true", "yes", "y", "1", "√");
    private static final Set<String> NO = Set.of("否", "假", "false", "no", "n", "0", "×");

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw instanceof Boolean) {
            return raw;
        }
        if (mode == ReadMode.IMPORT && raw instanceof String text) {
            String word = Texts.halfWidth(text).toLowerCase(Locale.ROOT);
            if (YES.contains(word)) {
                return Boolean.TRUE;
            }
            if (NO.contains(word)) {
                return Boolean.FALSE;
            }
            throw new Refusal("badBoolean", "应为“是”或“否”。", "Yes or no is expected.");
        }
        throw Refusal.wrongType("true 或 false", "true or false");
    }
}
