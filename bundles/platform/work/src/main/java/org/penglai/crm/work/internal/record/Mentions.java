package org.penglai.crm.work.internal.record;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.persistence.spi.Ids;

/** Users who are named in a text as {@code @[name](id)}. */
public final class Mentions {
    private static final Pattern MENTION = Pattern.compile("@\\[([^\\]\\r\\n]{1,100})\\]\\(([0-9A-Za-z]{13})\\)");

    private Mentions() {}

    /** Ids of those who are named, in the order of the text; none for null. */
    public static Set<Long> of(String text) {
        Set<Long> users = new LinkedHashSet<>();
        if (text != null) {
            Matcher mention = MENTION.matcher(text);
            while (mention.find()) {
                long user = Ids.parse(mention.group(2));
                if (user > 0) {
                    users.add(user);
                }
            }
        }
        return users;
    }

    /** The text as people read it. */
    public static String plain(String text) {
        return MENTION.matcher(text).replaceAll("@$1");
    }
}
