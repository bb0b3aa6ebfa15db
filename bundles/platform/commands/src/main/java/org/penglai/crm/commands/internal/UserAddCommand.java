package org.penglai.crm.commands.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

    @Option(name = "--administrator", description = "The user may do everything; the same as --role admin")
    private boolean administrator;

    @Option(
            name = "--role",
            multiValued = true,
            description = "Code of a role such as salesRep, several times if need be; member if none is given")
    private List<String> roles;

    @Override
    void run() throws java.io.IOException {
        char[] password = Passwords.ask(session);
        String name = displayName == null ? username : displayName;
        Users.User user = roles == null || roles.isEmpty()
                ? users.add(username, name, password, administrator)
                : users.add(username, name, password, wanted());
        System.out.println(user.username());
    }

    private Set<String> wanted() {
        Set<String> wanted = new LinkedHashSet<>(roles);
        if (administrator) {
            wanted.add("admin");
        }
        return wanted;
    }
}
