package org.penglai.crm.identity.internal.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.util.StaticUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Ids of entries as text: plain where they are plain, in hex where they are not, as the objectGUID of Active Directory. */
final class LdapIds {
    private static final String BINARY = "hex:";

    private LdapIds() {}

    static String text(Attribute id) {
        byte[] bytes = id.getValueByteArray();
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean plain = text.chars().allMatch(each -> each >= ' ' && each < 0x7f);
        return plain ? text : BINARY + StaticUtils.toHex(bytes);
    }

    static byte[] bytes(String text) {
        if (!text.startsWith(BINARY)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return StaticUtils.fromHex(text.substring(BINARY.length()));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not an id of an entry: " + text, e);
        }
    }
}
