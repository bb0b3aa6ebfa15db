package org.penglai.crm.vault.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.penglai.crm.vault.spi.FieldKey;

/** One version of a field's key: half of it encrypts, the other half makes blind indexes and tokens. */
final class FieldKeyVersion {
    static final int BYTES = 64;
    private static final String MAC = "HmacSHA256";
    private static final int BLIND_BYTES = 16;
    private static final int TOKEN_BYTES = 3;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final int number;
    private final SecretKey encryption;
    private final Mac keyed;
    private final byte[] context;

    FieldKeyVersion(String name, int number, byte[] key) {
        this.number = number;
        this.encryption = new SecretKeySpec(key, 0, BYTES / 2, "AES");
        this.context = (name + "/" + number).getBytes(StandardCharsets.UTF_8);
        try {
            keyed = Mac.getInstance(MAC);
            keyed.init(new SecretKeySpec(key, BYTES / 2, BYTES / 2, MAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + MAC, e);
        }
    }

    int number() {
        return number;
    }

    /** What all values of this version begin with. */
    String prefix() {
        return "~" + number + ".";
    }

    String beginning(String normalised) {
        return prefix() + blind(mac(), normalised) + ".";
    }

    /** Version, blind index, tokens in an order that tells nothing, ciphertext. */
    String seal(String value, String normalised) {
        Mac mac = mac();
        StringBuilder text =
                new StringBuilder(prefix()).append(blind(mac, normalised)).append('.');
        for (String token : tokens(mac, normalised)) {
            text.append(token);
        }
        byte[] sealed = Aes.seal(encryption, value.getBytes(StandardCharsets.UTF_8), context);
        return text.append('.').append(TEXT.encodeToString(sealed)).toString();
    }

    String open(String stored) {
        byte[] sealed = Base64.getUrlDecoder().decode(stored.substring(stored.lastIndexOf('.') + 1));
        return new String(Aes.open(encryption, ByteBuffer.wrap(sealed), context), StandardCharsets.UTF_8);
    }

    /** Tokens are sorted in what is stored, so those of a fragment follow each other in the same order. */
    String pattern(String fragment) {
        StringBuilder pattern = new StringBuilder(prefix()).append('%');
        for (String token : tokens(mac(), fragment)) {
            // The escaped underscore is a digit of the tokens, not any character.
            pattern.append('.').append(token.substring(1).replace("_", "!_")).append('%');
        }
        return pattern.append(".%").toString();
    }

    private static String blind(Mac mac, String normalised) {
        mac.update((byte) 'b');
        byte[] whole = mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8));
        return TEXT.encodeToString(Arrays.copyOf(whole, BLIND_BYTES));
    }

    private static TreeSet<String> tokens(Mac mac, String text) {
        TreeSet<String> tokens = new TreeSet<>();
        int[] characters = text.codePoints().toArray();
        for (int start = 0; start + FieldKey.SHORTEST_FRAGMENT <= characters.length; start++) {
            mac.update((byte) 't');
            byte[] whole = mac.doFinal(
                    new String(characters, start, FieldKey.SHORTEST_FRAGMENT).getBytes(StandardCharsets.UTF_8));
            tokens.add("." + TEXT.encodeToString(Arrays.copyOf(whole, TOKEN_BYTES)));
        }
        return tokens;
    }

    private Mac mac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
