package org.penglai.crm.security.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.testing.MovedClock;

class RecognisedCallersTest {
    private final MovedClock clock = new MovedClock();
    private final RecognisedCallers<Long> recognised = new RecognisedCallers<>(clock, user -> user);
    private final AtomicInteger lookups = new AtomicInteger();

    @Test
    void anAnswerIsKeptForASecondAtMost() {
        look("a", 1);
        clock.move(Duration.ofMillis(999));
        look("a", 1);
        assertThat(lookups).hasValue(1);
        clock.move(Duration.ofMillis(1));
        look("a", 1);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void droppedAnswersAreLookedUpAgainAtOnce() {
        look("a", 1);
        look("b", 2);
        recognised.drop("a");
        look("a", 1);
        recognised.dropUser(2);
        look("a", 1);
        look("b", 2);
        assertThat(lookups).hasValue(4);
    }

    @Test
    void anAnswerThatIsDroppedWhileItIsLookedUpIsNotKept() {
        recognised.get("a", () -> {
            recognised.drop("a");
            return Optional.of(1L);
        });
        look("a", 1);
        assertThat(lookups).hasValue(1);
    }

    @Test
    void strangersAreNotRemembered() {
        assertThat(recognised.get("x", Optional::empty)).isEmpty();
        look("x", 1);
        assertThat(lookups).hasValue(1);
    }

    private void look(String key, long user) {
        assertThat(recognised.get(key, () -> {
                    lookups.incrementAndGet();
                    return Optional.of(user);
                }))
                .contains(user);
    }
}
