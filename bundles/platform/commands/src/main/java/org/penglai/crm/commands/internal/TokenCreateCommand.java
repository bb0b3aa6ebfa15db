package org.penglai.crm.commands.internal;

import java.time.Duration;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.Tokens;
import org.penglai.crm.security.spi.Users;

/** {@code crm:token-create} */
@Service
@Command(
        scope = "crm",
        name = "token-create",
        description = "Makes an access token for a user and prints its secret once")
public final class TokenCreateCommand extends ExplainedAction {
    @Reference
    private Users users;

    @Reference
    private Tokens tokens;

    @Argument(name = "username", required = true, description = "The user that the token acts for")
    private String username;

    @Option(name = "--name", description = "What the token is for")
    private String name = "console";

    @Option(
            name = "--scope",
            multiValued = true,
            description = "A permission such as customers:read; repeatable; all but modules if left out")
    private java.util.List<String> scope;

    @Option(name = "--days", description = "Days until it expires; never if left out")
    private Integer days;

    @Override
    void run() {
        Caller caller = users.caller(username)
                .orElseThrow(() -> new IllegalArgumentException("there is no active user " + username));
        Duration life = days == null ? null : Duration.ofDays(days);
        Set<String> wanted = scope == null ? Set.of() : Set.copyOf(scope);
        System.out.println(tokens.create(caller, name, wanted, life).secret());
    }
}
