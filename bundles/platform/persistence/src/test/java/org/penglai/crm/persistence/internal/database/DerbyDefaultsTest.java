package org.penglai.crm.persistence.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DerbyDefaultsTest {
    private static final String LOCK_WAIT = "derby.locks.waitTimeout";

    private final String before = System.getProperty(LOCK_WAIT);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(LOCK_WAIT);
        } else {
            System.setProperty(LOCK_WAIT, before);
        }
    }

    @Test
    void keepsWhatAnOperatorHasSetAndAddsTheRest() {
        System.setProperty(LOCK_WAIT, "9");
        DerbyDefaults.apply();
        assertThat(System.getProperty(LOCK_WAIT)).isEqualTo("9");
        assertThat(System.getProperty("derby.locks.deadlockTimeout")).isEqualTo("2");
        assertThat(System.getProperty("derby.language.stalePlanCheckInterval")).isEqualTo("5");
    }
}
