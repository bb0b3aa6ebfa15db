package org.penglai.crm.records.internal.value;

import java.math.BigDecimal;
import org.penglai.crm.records.spi.StoredField;

/** Exact decimals and shares of one; text in JSON ({@code "12.50"}, {@code "0.10"} for 10 %), numbers are taken too. */
final class DecimalCodec implements Codec {
    private final boolean share;

    DecimalCodec(boolean share) {
        this.share = share;
    }

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        BigDecimal number =
                mode == ReadMode.IMPORT && raw instanceof String text ? cell(text) : Decimals.parse(trimmed(raw));
        return Decimals.fit(number, field.precision(), field.scale());
    }

    private BigDecimal cell(String text) throws Refusal {
        String plain = Texts.halfWidth(text);
        if (share && plain.endsWith("%")) {
            return Decimals.parse(Decimals.withoutGroups(
                            plain.substring(0, plain.length() - 1).strip()))
                    .movePointLeft(2);
        }
        return Decimals.parse(Decimals.withoutGroups(plain));
    }

    private static Object trimmed(Object raw) {
        return raw instanceof String text ? Texts.trim(text) : raw;
    }
}
