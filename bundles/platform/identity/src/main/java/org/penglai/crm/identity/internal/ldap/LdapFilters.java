package org.penglai.crm.identity.internal.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

/** Filters of the operator with values of strangers in them: escaped by RFC 4515, so that they stay values. */
final class LdapFilters {
    private LdapFilters() {}

    /** @param pattern with {0}, {1}, ... where the values go */
    static Filter filled(String pattern, String... values) throws LDAPException {
        StringBuilder text = new StringBuilder();
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('{', from);
            int number = open < 0 || open + 2 >= pattern.length() || pattern.charAt(open + 2) != '}'
                    ? -1
                    : pattern.charAt(open + 1) - '0';
            if (number < 0 || number >= values.length) {
                int until = open < 0 ? pattern.length() : open + 1;
                text.append(pattern, from, until);
                from = until;
            } else {
                text.append(pattern, from, open).append(Filter.encodeValue(values[number]));
                from = open + 3;
            }
        }
        return Filter.create(text.toString());
    }
}
