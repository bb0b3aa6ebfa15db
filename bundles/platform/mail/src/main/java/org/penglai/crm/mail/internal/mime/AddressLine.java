package org.penglai.crm.mail.internal.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.internet.AddressException;
import javax.mail.internet.InternetAddress;
import org.penglai.crm.api.mail.MailAddress;

/** The addresses of a header; from a line that breaks the rules, what looks like addresses. */
public final class AddressLine {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"'()\\[\\]]+@[^\\s<>,;:\"'()\\[\\]]+");
    private static final int MOST = 1_000;
    private static final int LONGEST = 254;

    private AddressLine() {}

    /** @param raw one character a byte, as the header was read */
    static List<MailAddress> read(String raw) {
        if (raw.isBlank()) {
            return List.of();
        }
        List<MailAddress> found = new ArrayList<>();
        try {
            for (InternetAddress address : InternetAddress.parseHeader(raw.replaceAll("\\r?\\n", ""), false)) {
                if (address.isGroup()) {
                    for (InternetAddress member : address.getGroup(false)) {
                        add(found, member.getAddress(), null);
                    }
                } else {
                    add(found, address.getAddress(), HeaderText.decode(encodedName(address)));
                }
            }
        } catch (AddressException e) {
            found.clear();
        }
        if (found.isEmpty()) {
            Matcher matcher = ADDRESS.matcher(HeaderText.decode(raw));
            while (matcher.find()) {
                add(found, matcher.group(), null);
            }
        }
        return found;
    }

    /** The name as the header has it: the library decodes words one by one, which cuts characters in two. */
    private static String encodedName(InternetAddress address) {
        String whole = address.toString();
        int angle = whole.lastIndexOf('<');
        String name = angle > 0 ? whole.substring(0, angle).strip() : null;
        if (name != null && name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            return name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return name;
    }

    private static void add(List<MailAddress> found, String address, String name) {
        if (address != null
                && ADDRESS.matcher(address).matches()
                && address.length() <= LONGEST
                && found.size() < MOST) {
            found.add(new MailAddress(address, name == null || name.isBlank() ? null : name));
        }
    }
}
