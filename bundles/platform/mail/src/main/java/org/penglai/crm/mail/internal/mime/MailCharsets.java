package org.penglai.crm.mail.internal.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Bytes of mails as text. Mails name character sets by habit: what they call GB2312 holds characters of GBK and GB18030,
 * and often they name none, or a wrong one.
 */
final class MailCharsets {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** Wider sets of the same bytes, by the narrower names that mails use for them. */
    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("gb_1988-80", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("936", "GB18030"),
            Map.entry("hz-gb-2312", "GB18030"),
            Map.entry("cn-gb", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("cn-big5", "Big5-HKSCS"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("utf8", "UTF-8"));

    private static final List<Charset> GUESSES = List.of(StandardCharsets.UTF_8, GB18030);

    private MailCharsets() {}

    /** @param name as the mail says, null if it does not */
    static String decode(byte[] bytes, String name) {
        Charset named = find(name);
        if (named == null || isDefault(named)) {
            return guess(bytes);
        }
        String strict = strict(bytes, named);
        if (strict != null) {
            return strict;
        }
        // It lies, or is broken in places.
        return GUESSES.stream()
                .map(other -> strict(bytes, other))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> new String(bytes, named));
    }

    /** Text whose character set nobody tells. */
    static String guess(byte[] bytes) {
        for (Charset guess : GUESSES) {
            String text = strict(bytes, guess);
            if (text != null) {
                return text;
            }
        }
        return new String(bytes, WESTERN);
    }

    /** A Western set is named by programs that do not know better, too. */
    private static boolean isDefault(Charset named) {
        return named.equals(WESTERN);
    }

    private static Charset find(String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        String plain = name.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        try {
            return Charset.forName(WIDER.getOrDefault(plain, plain));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    private static String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
