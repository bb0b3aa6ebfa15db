package org.penglai.crm.support.internal.feedback;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Set;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** A form has an address, and only sites that are sites may show it in a frame. */
final class FeedbackFormRules implements RecordHook {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");
    private static final Pattern ORIGIN = Pattern.compile("\\*|https?://[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final int RANDOM_BITS = 50;
    private static final int BASE = 32;

    private final SecureRandom random = new SecureRandom();

    /** Sites that may show the form. */
    static Set<String> embedders(RecordSnapshot form) {
        String sites = form.text(FeedbackFormType.EMBEDDERS);
        return sites == null ? Set.of() : Set.of(sites.strip().split("[\\s,;]+"));
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot form = input.after();
        if (form == null) {
            return outcome;
        }
        String key = form.text(FeedbackFormType.KEY);
        if (key == null) {
            outcome.set(FeedbackFormType.KEY, "f" + new BigInteger(RANDOM_BITS, random).toString(BASE));
        } else if (!KEY.matcher(key).matches()) {
            outcome.reject(Violation.of(
                    FeedbackFormType.KEY, "badKey", "只能用小写字母、数字和连字符。", "Lower-case letters, digits and hyphens only."));
        }
        for (String origin : embedders(form)) {
            if (!ORIGIN.matcher(origin).matches()) {
                outcome.reject(Violation.of(
                        FeedbackFormType.EMBEDDERS,
                        "badOrigin",
                        "“" + origin + "”不是网站地址，应如 https://www.example.com。",
                        origin + " is no site's address such as https://www.example.com."));
            }
        }
        return outcome;
    }
}
