package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.penglai.crm.security.spi.Users;

/** {@code crm:user-add} */
@Service
@Command(scope = "crm", name = "user-add", description = "Adds a user; asks for the password")
public final class UserAddCommand extends ExplainedAction {
    @Reference
    private Users users;

    @Reference
    private Session session;

    @Argument(name = "username", required = true, description = "Sign-in name")
    private String username;

    @Argument(index = 1, name = "name", description = "Name to show; the sign-in name if left out")
    private String displayName;

    @Option(name = "--administrator", description = "The user may do everything")
    private boolean administrator;

    @Override
    void run() throws java.io.IOException {
        char[] password = Passwords.ask(session);
        Users.User user = users.add(username, displayName == null ? username : displayName, password, administrator);
        System.out.println(user.username());
    }
}
