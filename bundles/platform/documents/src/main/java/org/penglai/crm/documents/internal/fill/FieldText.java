package org.penglai.crm.documents.internal.fill;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.records.spi.StoredField;

/** Values as they are printed in a language. Immutable. */
final class FieldText {
    private static final int PERCENT = 2;
    private static final int DECIMALS = 6;

    private final Locale language;
    private final ZoneId zone;
    private final boolean english;
    private final Currencies currencies;

    FieldText(Locale language, ZoneId zone, Currencies currencies) {
        this.currencies = currencies;
        this.language = language;
        this.zone = zone;
        this.english = "en".equals(language.getLanguage());
    }

    /** Empty for null. References are somebody else's business. */
    String of(StoredField field, Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text(field, text);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(one -> of(field, one)).collect(Collectors.joining(english ? ", " : "、"));
        }
        return switch (field.kind()) {
            case MONEY -> money((Money) value);
            case PERCENT -> number(((BigDecimal) value).movePointRight(PERCENT)) + "%";
            case DECIMAL -> number((BigDecimal) value);
            case INTEGER -> String.valueOf(value);
            case BOOLEAN -> truth((Boolean) value);
            case DATE -> date((LocalDate) value);
            case INSTANT -> date(LocalDate.ofInstant((Instant) value, zone));
            default -> String.valueOf(value);
        };
    }

    String date(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern(english ? "d MMM yyyy" : "yyyy年M月d日", language));
    }

    private String truth(boolean value) {
        return english ? value ? "Yes" : "No" : value ? "是" : "否";
    }

    private String text(StoredField field, String text) {
        boolean coded = field.kind() == FieldKind.ENUMERATION || field.kind() == FieldKind.PICKLIST;
        return coded
                ? field.options().stream()
                        .filter(option -> option.code().equals(text))
                        .findFirst()
                        .map(Option::label)
                        .map(label -> label.in(language))
                        .orElse(text)
                : text;
    }

    private String money(Money money) {
        DecimalFormat format = format();
        int decimals = currencies.minorUnits(money.currency());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        String amount = format.format(money.amount());
        return money.currency().equals("CNY") ? "¥" + amount : money.currency() + " " + amount;
    }

    private static String number(BigDecimal value) {
        DecimalFormat format = format();
        format.setMaximumFractionDigits(DECIMALS);
        return format.format(value);
    }

    private static DecimalFormat format() {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
