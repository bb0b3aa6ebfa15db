package org.penglai.crm.records.internal.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LikenessTest {

    @Test
    void isTheShareThatNeedsNoEdit() {
        assertThat(Likeness.of("云启科技", "云启科技")).isEqualTo(1);
        assertThat(Likeness.of("云启科技", "云起科技")).isEqualTo(0.75);
        assertThat(Likeness.of("云启", "海川")).isZero();
        assertThat(Likeness.of("", "")).isEqualTo(1);
        assertThat(Likeness.of("kitten", "sitting")).isCloseTo(1 - 3.0 / 7, Offset.offset(1e-9));
    }

    @Test
    void isTheSameBothWaysAndNeverBeyondItsEnds() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String one = text(random);
            String other = text(random);
            assertThat(Likeness.of(one, other))
                    .isEqualTo(Likeness.of(other, one))
                    .isBetween(0.0, 1.0);
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 'a', 'e')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
