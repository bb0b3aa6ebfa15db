package org.penglai.crm.security.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Argon2HashTest {
    private final Argon2Hash argon2 = new Argon2Hash();

    @Test
    void aPasswordMatchesItsOwnHashOnly() {
        String encoded = argon2.encode("蓬莱-correct-horse".toCharArray());
        assertThat(argon2.matches("蓬莱-correct-horse".toCharArray(), encoded)).isTrue();
        assertThat(argon2.matches("蓬莱-correct-hors".toCharArray(), encoded)).isFalse();
        assertThat(argon2.matches(new char[0], encoded)).isFalse();
    }

    @Test
    void theHashIsAPhcStringWithTheChosenParameters() {
        assertThat(argon2.encode("correct-horse".toCharArray()))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void everyHashHasItsOwnSalt() {
        assertThat(argon2.encode("correct-horse".toCharArray()))
                .isNotEqualTo(argon2.encode("correct-horse".toCharArray()));
    }

    /** Made by the reference implementation: {@code printf password | argon2 somesalt -id -t 2 -k 256 -p 1}, from its test suite. */
    @Test
    void hashesOfTheReferenceImplementationWithOtherParametersAreUnderstood() {
        String reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(argon2.matches("password".toCharArray(), reference)).isTrue();
        assertThat(argon2.matches("Password".toCharArray(), reference)).isFalse();
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> argon2.matches("x".toCharArray(), "$2a$10$bcrypt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("bcrypt");
    }
}
