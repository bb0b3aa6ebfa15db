package org.penglai.crm.money.internal;

import java.util.Currency;
import java.util.OptionalInt;

/** What ISO 4217 says of a code. */
final class IsoCurrencies {
    private IsoCurrencies() {}

    /** Decimals of amounts; empty for what is no currency that one can pay in. */
    static OptionalInt decimals(String code) {
        try {
            int digits = Currency.getInstance(code).getDefaultFractionDigits();
            return digits < 0 ? OptionalInt.empty() : OptionalInt.of(digits);
        } catch (IllegalArgumentException unknown) {
            return OptionalInt.empty();
        }
    }
}
