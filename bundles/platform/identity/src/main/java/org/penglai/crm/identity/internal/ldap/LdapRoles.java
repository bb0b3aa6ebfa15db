package org.penglai.crm.identity.internal.ldap;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The operator's table of roles by group. */
final class LdapRoles {
    private LdapRoles() {}

    /**
     * Roles by the name of the group in lower case.
     *
     * @param lines such as {@code sales=salesRep}
     * @throws IllegalArgumentException for a line that is none
     */
    static Map<String, String> parse(String... lines) {
        Map<String, String> roles = new HashMap<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
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
