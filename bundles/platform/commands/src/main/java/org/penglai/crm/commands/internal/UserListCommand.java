package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.security.spi.Users;

/** {@code crm:user-list} */
@Service
@Command(scope = "crm", name = "user-list", description = "Lists the users")
public final class UserListCommand extends ExplainedAction {
    @Reference
    private Users users;

    @Option(name = "--json", description = "Prints JSON for scripts")
    private boolean json;

    @Override
    void run() throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Users.User user : users.list()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("username", user.username());
            row.put("name", user.displayName());
            row.put("status", user.status());
            row.put("administrator", user.administrator());
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
    }
}
