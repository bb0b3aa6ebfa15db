package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;

/** A job may what its submission might, less what was taken away since. */
class CurrentJobCallersTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void rightsAreThoseOfNowAndNeverMoreThanWereBrought(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.users.add("li", "李雷", PASSWORD, List.of("salesRep"));
            CurrentJobCallers callers = new CurrentJobCallers(security.database.database());
            Caller now = security.users.caller("li").orElseThrow();

            assertThat(callers.now(now).orElseThrow().permissions()).isEqualTo(now.permissions());
            Caller former = with(now, Set.of("*"));
            assertThat(callers.now(former).orElseThrow().permissions()).isEqualTo(now.permissions());
            Caller byToken = with(now, Set.of("customers:read", "customers:delete"));
            assertThat(callers.now(byToken).orElseThrow().permissions()).containsExactly("customers:read");

            security.status("li", "disabled");
            assertThat(callers.now(now)).isEmpty();
        }
    }

    private static Caller with(Caller caller, Set<String> permissions) {
        return new Caller(
                caller.userId(), caller.username(), caller.displayName(), caller.locale(), caller.zone(), permissions);
    }
}
