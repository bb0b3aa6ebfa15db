package org.penglai.crm.records.internal.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.records.spi.StoredField;

/** Keys in other systems, {@code [{"system","key"}]}; one key a system. */
final class ExternalIdsCodec implements Codec {
    private static final int MOST = 20;
    private static final int LONGEST_SYSTEM = 60;
    private static final int LONGEST_KEY = 200;

    private final TextCodec text = new TextCodec(false);

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof List<?> list)) {
            throw wrongType();
        }
        Map<String, ExternalId> ids = new LinkedHashMap<>();
        for (Object each : list) {
            ExternalId id = one(field, each);
            if (ids.put(id.system(), id) != null) {
                throw new Refusal("duplicate", "同一系统只能有一个编号。", "There can be one key for each system.");
            }
        }
        if (ids.size() > MOST) {
            throw Refusal.outOfRange("最多 " + MOST + " 个外部编号。", "At most " + MOST + " external ids.");
        }
        return ids.isEmpty() ? null : List.copyOf(ids.values());
    }

    private ExternalId one(StoredField field, Object raw) throws Refusal {
        if (raw instanceof ExternalId id) {
            return new ExternalId(part(field, id.system(), LONGEST_SYSTEM), part(field, id.key(), LONGEST_KEY));
        }
        if (raw instanceof Map<?, ?> members && members.size() == 2) {
            return new ExternalId(
                    part(field, members.get("system"), LONGEST_SYSTEM), part(field, members.get("key"), LONGEST_KEY));
        }
        throw wrongType();
    }

    private String part(StoredField field, Object raw, int longest) throws Refusal {
        if (raw == null) {
            throw wrongType();
        }
        String part = (String) text.read(field, raw, ReadMode.STRICT);
        if (part.isEmpty()) {
            throw wrongType();
        }
        if (part.length() > longest) {
            throw new Refusal("tooLong", "最多 " + longest + " 个字符。", "At most " + longest + " characters.");
        }
        return part;
    }

    private static Refusal wrongType() {
        return Refusal.wrongType("[{\"system\",\"key\"}]", "[{\"system\",\"key\"}]");
    }
}
