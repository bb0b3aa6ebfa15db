package org.penglai.crm.exchange.internal.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Column titles as people vary them: full-width letters, case, blanks, punctuation and marks of required columns. */
final class Titles {

    private static final Pattern REMARK = Pattern.compile("\\((必填|选填|required|optional)\\)");
    private static final Pattern NOISE = Pattern.compile("[\\s\\p{Cf}*:._-]+");

    private Titles() {}

    /** What remains of a title for comparing. */
    static String normalise(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NOISE.matcher(REMARK.matcher(plain).replaceAll("")).replaceAll("");
    }
}
