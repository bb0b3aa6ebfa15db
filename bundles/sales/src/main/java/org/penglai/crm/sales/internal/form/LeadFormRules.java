package org.penglai.crm.sales.internal.form;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** A form asks for fields that a stranger may fill in, stands at an address of its own, and looks harmless. */
final class LeadFormRules implements RecordHook {
    /** What may be asked of a stranger. */
    static final Set<String> ASKABLE =
            Set.of("name", "companyName", "contactName", "position", "mobile", "email", "wechat", "remark");

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final Pattern COMMA = Pattern.compile("[,，;；、\\s]+");
    private static final int RANDOM_BITS = 50;
    private static final int BASE = 32;

    private final SecureRandom random = new SecureRandom();

    /** The names in a list of names. */
    static List<String> names(String list) {
        return list == null
                ? List.of()
                : Arrays.stream(COMMA.split(list.strip()))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot form = input.after();
        if (form == null) {
            return outcome;
        }
        String key = form.text(LeadFormType.KEY);
        if (key == null) {
            outcome.set(LeadFormType.KEY, "f" + new BigInteger(RANDOM_BITS, random).toString(BASE));
        } else if (!KEY.matcher(key).matches()) {
            outcome.reject(Violation.of(
                    LeadFormType.KEY, "badKey", "只能用小写字母、数字和连字符。", "Lower-case letters, digits and hyphens only."));
        }
        List<String> fields = names(form.text(LeadFormType.FIELDS));
        known(outcome, LeadFormType.FIELDS, fields, ASKABLE);
        List<String> required = names(form.text(LeadFormType.REQUIRED_FIELDS));
        known(outcome, LeadFormType.REQUIRED_FIELDS, required, Set.copyOf(fields));
        outcome.set(LeadFormType.FIELDS, String.join(",", fields));
        outcome.set(LeadFormType.REQUIRED_FIELDS, required.isEmpty() ? null : String.join(",", required));
        String accent = form.text(LeadFormType.ACCENT);
        if (accent != null && !COLOUR.matcher(accent).matches()) {
            outcome.reject(Violation.of(
                    LeadFormType.ACCENT, "badColour", "请写成 #1f5fd6 这样的颜色。", "Write a colour such as #1f5fd6."));
        }
        for (String origin : embedders(form)) {
            if (!ORIGIN.matcher(origin).matches()) {
                outcome.reject(Violation.of(
                        LeadFormType.EMBEDDERS,
                        "badOrigin",
                        "“" + origin + "”不是网站地址，应如 https://www.example.com。",
                        origin + " is no site's address such as https://www.example.com."));
            }
        }
        return outcome;
    }

    /** Sites that may show the form. */
    static List<String> embedders(RecordSnapshot form) {
        String sites = form.text(LeadFormType.EMBEDDERS);
        return sites == null ? List.of() : List.of(sites.strip().split("[\\s,;]+"));
    }

    private static void known(Outcome outcome, String field, List<String> names, Set<String> known) {
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            outcome.reject(Violation.of(
                    field,
                    "unknownField",
                    "这里没有字段 " + String.join("、", unknown) + "。可用："
                            + String.join(", ", known.stream().sorted().toList()),
                    "There is no field " + String.join(", ", unknown) + " here. Take: "
                            + String.join(", ", known.stream().sorted().toList())));
        }
    }
}
