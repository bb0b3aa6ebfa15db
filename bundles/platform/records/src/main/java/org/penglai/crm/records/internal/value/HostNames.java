package org.penglai.crm.records.internal.value;

import java.net.IDN;
import java.util.Locale;

/** Domain names, international ones included. */
final class HostNames {
    private HostNames() {}

    /** The name in lower case, a final dot cut off; null if it cannot be a host's name. */
    static String normalize(String host) {
        String name = (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.startsWith(".") || name.contains("..")) {
            return null;
        }
        String ascii;
        try {
            ascii = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException notAHost) {
            return null;
        }
        if (ascii.length() > 253) {
            return null;
        }
        String last = ascii.substring(ascii.lastIndexOf('.') + 1);
        // A last label of digits alone belongs to an IP address.
        return last.isEmpty() || last.chars().allMatch(Character::isDigit) ? null : name;
    }
}
