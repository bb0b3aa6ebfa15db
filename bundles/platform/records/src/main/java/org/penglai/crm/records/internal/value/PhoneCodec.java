package org.penglai.crm.records.internal.value;

import org.penglai.crm.records.spi.StoredField;

/** Phone numbers in every form that {@link PhoneNumbers} reads. */
final class PhoneCodec implements Codec {
    private final PhoneNumbers numbers = new PhoneNumbers();

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("电话号码（文本）", "a phone number as text");
        }
        return numbers.normalize(text)
                .orElseThrow(() -> new Refusal(
                        "badPhone",
                        "不是有效的电话号码（固定电话请带区号）。",
                        "This is not a valid phone number (landlines need their area code)."));
    }
}
