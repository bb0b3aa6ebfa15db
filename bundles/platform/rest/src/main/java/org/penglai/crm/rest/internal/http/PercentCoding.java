package org.penglai.crm.rest.internal.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;

/** Percent coding of UTF-8 in addresses, RFC 3986, without mercy for what is broken. */
public final class PercentCoding {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PercentCoding() {}

    /**
     * @param plusIsSpace as in query strings of forms
     * @throws Malformed if it is no percent-coded UTF-8, or codes the character NUL
     */
    static String decode(String text, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                bytes.write(high * 16 + low);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else {
                byte[] raw =
                        String.valueOf(c).getBytes(c < 0x100 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
                bytes.writeBytes(raw);
            }
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (decoded.indexOf('\0') >= 0) {
                throw malformed();
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    /** Codes everything but unreserved characters; good for a path segment and for {@code filename*}. */
    public static String encode(String text) {
        StringBuilder coded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
                coded.append((char) b);
            } else {
                coded.append(String.format("%%%02X", b));
            }
        }
        return coded.toString();
    }

    private static Malformed malformed() {
        return new Malformed("malformedAddress", Localized.of("请求地址的编码有误。", "The address is not properly encoded."));
    }
}
