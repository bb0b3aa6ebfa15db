package org.penglai.crm.records.internal.value;

import java.nio.charset.StandardCharsets;
import org.penglai.crm.records.spi.StoredField;

/**
 * Mail addresses as people have them: a dot-atom of RFC 5322 (letters beyond ASCII too, RFC 6531), one @, a domain of
 * at least two labels; 64 and 254 octets at most (RFC 5321). Quoted local parts, comments and address literals are
 * refused. The domain is stored in lower case, the rest as it was written.
 */
final class EmailCodec implements Codec {
    private static final String ATOM_SIGNS = "!#$%&'*+-/=?^_`{|}~";

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("邮箱地址", "a mail address");
        }
        String address = Texts.compose(Texts.halfWidth(text));
        int at = address.indexOf('@');
        if (at < 1 || at != address.lastIndexOf('@')) {
            throw bad();
        }
        String local = address.substring(0, at);
        String domain = HostNames.normalize(address.substring(at + 1));
        if (domain == null
                || domain.indexOf('.') < 0
                || !isDotAtom(local)
                || octets(local) > 64
                || octets(local) + 1 + octets(domain) > 254) {
            throw bad();
        }
        return local + '@' + domain;
    }

    private static boolean isDotAtom(String local) {
        char before = '.';
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            boolean atom = c < 0x80
                    ? Character.isLetterOrDigit(c) || ATOM_SIGNS.indexOf(c) >= 0
                    : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
            if (!atom && !(c == '.' && before != '.')) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Refusal bad() {
        return new Refusal("badEmail", "不是有效的邮箱地址。", "This is not a valid mail address.");
    }
}
