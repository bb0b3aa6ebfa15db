package org.penglai.crm.vault.internal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-GCM of the JDK: a random nonce, the ciphertext and its tag. */
final class Aes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Nonces NONCES = new Nonces(RANDOM);
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    /** Looked for once; asking all providers costs as much as sealing. */
    private static final Provider PROVIDER = provider();

    private static final int NONCE = Nonces.BYTES;
    private static final int TAG_BITS = 128;

    private Aes() {}

    private static Provider provider() {
        try {
            return Cipher.getInstance(ALGORITHM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    static byte[] seal(SecretKey key, byte[] plain, byte[] context) {
        byte[] nonce = NONCES.next();
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM, PROVIDER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            byte[] sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE);
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /** @throws IllegalArgumentException if this is not what was sealed with that key and context */
    static byte[] open(SecretKey key, ByteBuffer sealed, byte[] context) {
        try {
            byte[] nonce = new byte[NONCE];
            sealed.get(nonce);
            Cipher cipher = Cipher.getInstance(ALGORITHM, PROVIDER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            byte[] rest = new byte[sealed.remaining()];
            sealed.get(rest);
            return cipher.doFinal(rest);
        } catch (GeneralSecurityException | java.nio.BufferUnderflowException e) {
            throw new IllegalArgumentException("sealed with another key or for something else, or changed", e);
        }
    }
}
