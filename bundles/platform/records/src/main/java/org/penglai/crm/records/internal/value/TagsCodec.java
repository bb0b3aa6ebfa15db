package org.penglai.crm.records.internal.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;

/** Labels: a list of texts in JSON, split at ; ； , ， 、 in tables. Each once, in the order given. */
final class TagsCodec implements Codec {
    private static final int MOST = 50;
    private static final int LONGEST = 64;
    private static final Pattern SEPARATORS = Pattern.compile("[;；,，、]");

    private final TextCodec text = new TextCodec(false);

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        Set<String> tags = new LinkedHashSet<>();
        if (raw instanceof List<?> list) {
            for (Object each : list) {
                add(tags, field, each, mode);
            }
        } else if (mode == ReadMode.IMPORT && raw instanceof String cell) {
            for (String each : SEPARATORS.split(cell)) {
                add(tags, field, each, mode);
            }
        } else {
            throw Refusal.wrongType("文本列表", "a list of texts");
        }
        if (tags.size() > MOST) {
            throw Refusal.outOfRange("最多 " + MOST + " 个标签。", "At most " + MOST + " tags.");
        }
        return tags.isEmpty() ? null : List.copyOf(tags);
    }

    private void add(Set<String> tags, StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw == null) {
            throw Refusal.wrongType("文本列表", "a list of texts");
        }
        String tag = (String) text.read(field, raw, mode);
        if (tag.isEmpty()) {
            return;
        }
        if (tag.length() > LONGEST) {
            throw new Refusal("tooLong", "标签最多 " + LONGEST + " 个字符。", "A tag has at most " + LONGEST + " characters.");
        }
        if (SEPARATORS.matcher(tag).find()) {
            throw new Refusal("badTag", "标签不能含有分隔符（; , 、）。", "A tag cannot contain a separator (; , 、).");
        }
        tags.add(tag);
    }
}
