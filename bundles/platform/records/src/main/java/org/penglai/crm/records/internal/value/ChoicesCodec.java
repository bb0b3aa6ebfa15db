package org.penglai.crm.records.internal.value;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;

/** Several codes of a list: a list of texts in JSON, codes or labels split at ; ； , ， 、 in tables. Each once. */
final class ChoicesCodec implements Codec {
    private static final Pattern SEPARATORS = Pattern.compile("[;；,，、]");

    private final OptionCodec option = new OptionCodec();

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        Set<String> codes = new LinkedHashSet<>();
        if (raw instanceof List<?> list) {
            for (Object each : list) {
                codes.add((String) option.read(field, each == null ? "" : each, mode));
            }
        } else if (mode == ReadMode.IMPORT && raw instanceof String cell) {
            for (String each : SEPARATORS.split(cell)) {
                if (!each.isBlank()) {
                    codes.add((String) option.read(field, each, mode));
                }
            }
        } else {
            throw Refusal.wrongType("选项代码的列表", "a list of codes of options");
        }
        return codes.isEmpty() ? null : List.copyOf(codes);
    }
}
