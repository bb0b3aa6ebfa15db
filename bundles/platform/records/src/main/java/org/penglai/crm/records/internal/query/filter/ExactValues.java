package org.penglai.crm.records.internal.query.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Regions;
import org.penglai.crm.records.spi.StoredField;

/** Reads the values of kinds that are compared as they are stored: numbers, dates, codes, ids. */
final class ExactValues {
    private static final String ME = "me";
    private static final String USERS = "users";
    private static final int MAX_DIGITS = 40;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final FilterValues values;
    private final Supplier<Regions> regions;

    ExactValues(FilterValues values, Supplier<Regions> regions) {
        this.values = values;
        this.regions = regions;
    }

    /** The stored values that the text means; several where a label fits several codes. */
    List<Object> read(FieldPath path, String text, Caller caller, Instant now) {
        StoredField field = path.field();
        return switch (field.kind()) {
            case INTEGER -> List.of(integer(path, text));
            case DECIMAL, MONEY -> List.of(decimal(path, text));
            case PERCENT -> List.of(percent(path, text));
            case BOOLEAN -> List.of(bool(path, text));
            case DATE ->
                List.of(TimeValues.date(text, now, caller.zone())
                        .orElseThrow(() -> Violations.badValue(
                                path.text(), "日期，如 2026-03-01 或 today-30d", "a date such as 2026-03-01 or today-30d")));
            case ENUMERATION, PICKLIST, CHOICES -> codes(path, field, text);
            case REFERENCE, LINKS, ID -> List.of(id(path, field, text, caller));
            case REGION -> List.of(region(path, text));
            default -> List.of(values.normalise(field.kind(), text).orElse(text));
        };
    }

    private static Object integer(FieldPath path, String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw Violations.badValue(path.text(), "整数", "a whole number");
        }
    }

    private static BigDecimal decimal(FieldPath path, String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() <= MAX_DIGITS && Math.abs(number.scale()) <= MAX_DIGITS) {
                return new BigDecimal(number.toPlainString());
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that no column can hold.
        }
        throw Violations.badValue(path.text(), "数字", "a number");
    }

    private static BigDecimal percent(FieldPath path, String text) {
        return text.endsWith("%")
                ? decimal(path, text.substring(0, text.length() - 1)).divide(HUNDRED)
                : decimal(path, text);
    }

    private static Object bool(FieldPath path, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "是" -> true;
            case "false", "否" -> false;
            default -> throw Violations.badValue(path.text(), " true 或 false", "true or false");
        };
    }

    private static List<Object> codes(FieldPath path, StoredField field, String text) {
        if (field.option(text).isPresent()) {
            return List.of(text);
        }
        List<Object> codes = field.options().stream()
                .filter(option -> option.code().equalsIgnoreCase(text)
                        || option.label().zh().equalsIgnoreCase(text)
                        || option.label().en().equalsIgnoreCase(text))
                .map(Option::code)
                .map(Object.class::cast)
                .toList();
        if (codes.isEmpty()) {
            throw Violations.badValue(path.text(), "已有选项的代码或名称", "the code or label of an option");
        }
        return codes;
    }

    private static Object id(FieldPath path, StoredField field, String text, Caller caller) {
        boolean ofUsers = USERS.equals(field.target())
                || field.kind() == FieldKind.LINKS
                        && (field.targets().isEmpty() || field.targets().contains(USERS));
        if (ME.equals(text) && ofUsers) {
            return caller.userId();
        }
        long id = Ids.parse(text);
        if (id < 0) {
            throw Violations.badValue(path.text(), "记录的 id", "the id of a record");
        }
        return id;
    }

    private Object region(FieldPath path, String text) {
        Regions known = regions.get();
        return known == null
                ? text
                : known.resolve(text)
                        .map(Regions.Region::code)
                        .orElseThrow(
                                () -> Violations.badValue(path.text(), "行政区划的代码或名称", "the code or name of a division"));
    }
}
