package org.penglai.crm.privacy.internal.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import org.penglai.crm.api.privacy.Channel;

/** Addresses in the one form in which they are kept and compared. */
public final class Addresses {
    private static final String HASHED = "sha256:";

    private Addresses() {}

    /** Lower case without spaces; of phone numbers the digits, without 0086 before those of China. */
    public static String tidy(Channel channel, String address) {
        String plain =
                Normalizer.normalize(address, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith(HASHED) || channel == Channel.EMAIL || channel == Channel.WECHAT) {
            return plain.replaceAll("\\s", "");
        }
        boolean international = plain.startsWith("+") || plain.startsWith("00");
        String digits = plain.replaceAll("(;ext=|转|ext).*", "").replaceAll("\\D", "");
        if (international) {
            return "+" + digits.replaceFirst("^0+", "");
        }
        return digits.length() == 11 && digits.startsWith("1") ? "+86" + digits : digits;
    }

    /** What is left of the address of an erased person: enough to know it again, and not to know it. */
    public static String hashed(String tidy) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(tidy.getBytes(StandardCharsets.UTF_8));
            return HASHED + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
