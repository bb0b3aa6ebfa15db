package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.Modules;

/** {@code crm:module-list} */
@Service
@Command(scope = "crm", name = "module-list", description = "Lists the modules with state and health")
public final class ModuleListCommand extends ExplainedAction {
    @Reference
    private Modules modules;

    @Option(name = "--json", description = "Prints JSON for scripts")
    private boolean json;

    @Override
    void run() throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ModuleStatus module : modules.list()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", module.id());
            row.put("version", module.version());
            row.put("state", module.state().name().toLowerCase(Locale.ROOT));
            row.put("health", module.health().name().toLowerCase(Locale.ROOT));
            row.put("types", String.join(", ", module.types()));
            row.put("message", module.message() == null ? "" : module.message().en());
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
    }
}
