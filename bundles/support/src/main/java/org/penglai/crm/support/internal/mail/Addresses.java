package org.penglai.crm.support.internal.mail;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penglai.crm.api.mail.MailAddress;

/** Addresses as messages keep them: one after the other, as people read them. */
final class Addresses {
    private static final int LONGEST = 4_000;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;，；\"()]+@[^\\s<>,;，；\"()]+");

    private Addresses() {}

    /** In one line; null for none. Those that do not fit are left out as a whole. */
    static String line(Collection<MailAddress> addresses) {
        StringBuilder line = new StringBuilder();
        for (MailAddress address : addresses) {
            String one = Texts.clean(address.toString()).replace('\n', ' ');
            if (line.length() + one.length() + 2 > LONGEST) {
                break;
            }
            line.append(line.isEmpty() ? "" : ", ").append(one);
        }
        return line.isEmpty() ? null : line.toString();
    }

    /** The bare addresses of a line, in lower case, each once. */
    static Set<String> of(String line) {
        return line == null
                ? Set.of()
                : ADDRESS.matcher(line)
                        .results()
                        .map(match -> match.group().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Bare addresses for sending. */
    static List<MailAddress> parsed(String line) {
        return of(line).stream().map(MailAddress::of).toList();
    }

    static String bare(MailAddress address) {
        return address.address().toLowerCase(Locale.ROOT);
    }
}
