package org.penglai.crm.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoncesTest {
    @Test
    void noneIsGivenTwiceWhoeverAsks() {
        Nonces nonces = new Nonces(new SecureRandom());
        Set<String> given = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 5_000)
                .parallel()
                .forEach(i -> given.add(HexFormat.of().formatHex(nonces.next())));
        assertThat(given).hasSize(5_000).allMatch(nonce -> nonce.length() == 2 * Nonces.BYTES);
    }
}
