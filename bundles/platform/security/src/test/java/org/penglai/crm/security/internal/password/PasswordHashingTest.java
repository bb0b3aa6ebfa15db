package org.penglai.crm.security.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
    private final PasswordHashing hashing = new PasswordHashing();

    @Test
    void atMostTwoPasswordsAreCheckedAtATime() throws Exception {
        String encoded = hashing.encode("correct horse".toCharArray());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> checks = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            checks.add(threads.submit(() -> hashing.matches(
                    "correct horse".toCharArray(),
                    encoded,
                    () -> most.accumulateAndGet(inside.incrementAndGet(), Math::max),
                    matches -> inside.decrementAndGet())));
        }
        for (Future<Boolean> check : checks) {
            assertThat(check.get()).isTrue();
        }
        threads.shutdown();
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void anUnknownUserNeverMatchesNotEvenWithThePasswordOfTheDummyHash() {
        List<Boolean> outcomes = new ArrayList<>();
        assertThat(hashing.matches(new char[] {'x'}, null, () -> {}, outcomes::add))
                .isFalse();
        assertThat(outcomes).containsExactly(false);
    }

    @Test
    void aRefusalGivesTheTurnToTheNext() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> hashing.matches(
                            new char[] {'x'},
                            null,
                            () -> {
                                throw new IllegalStateException("not allowed");
                            },
                            matches -> {}))
                    .hasMessage("not allowed");
        }
        assertThat(hashing.encode("correct horse".toCharArray())).startsWith("$argon2id$");
    }
}
