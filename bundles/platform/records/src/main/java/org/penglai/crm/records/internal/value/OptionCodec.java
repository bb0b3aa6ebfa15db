package org.penglai.crm.records.internal.value;

import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.StoredField;

/** Codes of enumerations and picklists; tables may also say the label in either language. */
final class OptionCodec implements Codec {
    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("选项代码", "the code of an option");
        }
        String wanted = mode == ReadMode.IMPORT ? Texts.halfWidth(text) : Texts.trim(text);
        for (Option option : field.options()) {
            if (option.code().equals(wanted)) {
                return option.code();
            }
        }
        if (mode == ReadMode.IMPORT) {
            for (Option option : field.options()) {
                if (says(option, wanted)) {
                    return option.code();
                }
            }
        }
        throw new Refusal("unknownOption", "不在可选值之内。", "This is not one of the permitted values.");
    }

    private static boolean says(Option option, String wanted) {
        return option.code().equalsIgnoreCase(wanted)
                || Texts.halfWidth(option.label().zh()).equalsIgnoreCase(wanted)
                || Texts.halfWidth(option.label().en()).equalsIgnoreCase(wanted);
    }
}
