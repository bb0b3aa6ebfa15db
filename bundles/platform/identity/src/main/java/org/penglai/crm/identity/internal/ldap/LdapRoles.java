package org.penglai.crm.identity.internal.ldap;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The operator's table of roles by group. */
final class LdapRoles {
    private LdapRoles() {}

    /** What stands between commas, in one text or in several. */
    static List<String> items(String... texts) {
        return Stream.of(texts)
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /**
     * Roles by the name of the group in lower case.
     *
     * @param texts such as {@code sales=salesRep, service=serviceAgent}
     * @throws IllegalArgumentException for a line that is none
     */
    static Map<String, String> parse(String... texts) {
        Map<String, String> roles = new HashMap<>();
        for (String line : items(texts)) {
            int equals = line.lastIndexOf('=');
            if (equals < 1 || equals == line.length() - 1) {
                throw new IllegalArgumentException("not group=role: " + line);
            }
            roles.put(
                    line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    line.substring(equals + 1).strip());
        }
        return roles;
    }
}
