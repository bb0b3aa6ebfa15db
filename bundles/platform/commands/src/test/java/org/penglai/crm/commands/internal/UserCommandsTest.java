package org.penglai.crm.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.security.spi.Tokens;
import org.penglai.crm.security.spi.Users;

class UserCommandsTest {
    private final Map<String, Object> variables = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private String typed = "Typed-password-1";

    private final Session session = Console.service(
            Session.class,
            Map.of(
                    "get", arguments -> variables.get(arguments[0]),
                    "put", arguments -> variables.put((String) arguments[0], arguments[1]),
                    "readLine",
                            arguments -> {
                                assertThat(arguments[1])
                                        .as("what is shown instead of the password")
                                        .isEqualTo('*');
                                return typed;
                            }));

    private final Users users = Console.service(
            Users.class,
            Map.of(
                    "password",
                    arguments -> asked.add(arguments[0] + " " + new String((char[]) arguments[1])) ? null : null,
                    "caller",
                    arguments -> Optional.empty()));

    @Test
    void aPasswordIsTypedUnseenOrComesOnceFromAVariable() throws Exception {
        assertThat(passwd()).isEmpty();
        variables.put("CRM_PASSWORD", "From-script-1");
        assertThat(passwd()).isEmpty();
        passwd();
        assertThat(asked).containsExactly("zhang Typed-password-1", "zhang From-script-1", "zhang Typed-password-1");
    }

    @Test
    void noPasswordIsNoEmptyPassword() {
        typed = "";
        assertThatThrownBy(this::passwd).isInstanceOf(CommandException.class).hasMessage("no password given");
        typed = null;
        assertThatThrownBy(this::passwd).isInstanceOf(CommandException.class);
        assertThat(asked).isEmpty();
    }

    private String passwd() throws Exception {
        return Console.of(new UserPasswdCommand())
                .with("users", users)
                .with("session", session)
                .with("username", "zhang")
                .run();
    }

    @Test
    void aTokenNeedsAUserAndACancellationAJob() {
        assertThatThrownBy(() -> Console.of(new TokenCreateCommand())
                        .with("users", users)
                        .with("tokens", Console.service(Tokens.class, Map.of()))
                        .with("username", "nobody")
                        .run())
                .isInstanceOf(CommandException.class)
                .hasMessage("there is no active user nobody");
        Jobs jobs = Console.service(Jobs.class, Map.of("cancel", arguments -> false));
        assertThatThrownBy(() -> Console.of(new JobCancelCommand())
                        .with("jobs", jobs)
                        .with("id", "0")
                        .run())
                .isInstanceOf(CommandException.class);
    }
}
