package org.penglai.crm.customization.internal.number;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether numbers of a pattern fit into the type's field. */
final class NumberRuleCheck implements RecordHook {
    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SEQUENCE = Pattern.compile("seq:([1-9]|1[0-8])");
    private static final Pattern DATE = Pattern.compile("yyyy|yy|yyyyMM|yyyyMMdd");

    private final Supplier<Types> types;

    NumberRuleCheck(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot rule = input.after();
        if (rule == null) {
            return Outcome.none();
        }
        Optional<StoredType> type = types.get().find(rule.text("type")).filter(found -> found.numberField() != null);
        if (type.isEmpty()) {
            return Outcome.none()
                    .reject(Violation.of(
                            "type", "unnumbered", "没有这个对象，或它没有编号。", "No such type, or it has no numbers."));
        }
        int length = length(rule.text("pattern"));
        StoredField field = type.get().fields().get(type.get().numberField());
        if (length < 0) {
            return Outcome.none()
                    .reject(Violation.of(
                            "pattern",
                            "badPattern",
                            "应恰好含一个 {seq:位数}，日期只能是 {yyyy}、{yy}、{yyyyMM}、{yyyyMMdd}。",
                            "Exactly one {seq:digits}; dates are {yyyy}, {yy}, {yyyyMM} or {yyyyMMdd}."));
        }
        return field.maxLength() > 0 && length > field.maxLength()
                ? Outcome.none()
                        .reject(Violation.of(
                                "pattern",
                                "tooLong",
                                "编号最多 " + field.maxLength() + " 个字符。",
                                "Numbers have at most " + field.maxLength() + " characters."))
                : Outcome.none();
    }

    /** Of the numbers that the pattern makes; -1 if it makes none. */
    private static int length(String pattern) {
        int sequences = 0;
        int length = 0;
        int end = 0;
        Matcher part = PART.matcher(pattern);
        while (part.find()) {
            Matcher sequence = SEQUENCE.matcher(part.group(1));
            if (sequence.matches()) {
                sequences++;
                length += Integer.parseInt(sequence.group(1));
            } else if (DATE.matcher(part.group(1)).matches()) {
                length += part.group(1).length();
            } else {
                return -1;
            }
            length += part.start() - end;
            end = part.end();
        }
        boolean lone = PART.matcher(pattern).replaceAll("").matches(".*[{}].*");
        return sequences == 1 && !lone ? length + pattern.length() - end : -1;
    }
}
