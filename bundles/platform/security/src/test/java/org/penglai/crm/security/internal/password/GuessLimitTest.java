package org.penglai.crm.security.internal.password;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.persistence.testing.MovedClock;

class GuessLimitTest {
    private static final String OFFICE = "10.0.0.1";

    private final GuessLimit limit = new GuessLimit(new MovedClock());

    @Test
    void somebodyWhoForgotThePasswordDoesNotLockOutTheOffice() {
        for (int i = 0; i < 5; i++) {
            limit.failed("li", OFFICE);
        }
        assertThatThrownBy(() -> limit.check("li", OFFICE)).isInstanceOf(TooMany.class);
        assertThatCode(() -> limit.check("wang", OFFICE)).doesNotThrowAnyException();
    }

    @Test
    void manyNamesFromOneAddressAreGuesses() {
        for (int i = 0; i < 20; i++) {
            limit.failed("name" + i, OFFICE);
        }
        assertThatThrownBy(() -> limit.check("wang", OFFICE)).isInstanceOf(TooMany.class);
        assertThatCode(() -> limit.check("wang", "10.0.0.2")).doesNotThrowAnyException();
    }
}
