package org.penglai.crm.commands.internal;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.penglai.crm.security.spi.Users;

/** {@code crm:user-passwd} */
@Service
@Command(scope = "crm", name = "user-passwd", description = "Sets a user's password and ends the user's sessions")
public final class UserPasswdCommand extends ExplainedAction {
    @Reference
    private Users users;

    @Reference
    private Session session;

    @Argument(name = "username", required = true, description = "Sign-in name")
    private String username;

    @Override
    void run() throws IOException {
        users.password(username, Passwords.ask(session));
    }
}
