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
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.Modules;

/** {@code crm:module-history} */
@Service
@Command(scope = "crm", name = "module-history", description = "Lists the last changes of modules and how they ended")
public final class ModuleHistoryCommand extends ExplainedAction {
    private static final int CHANGES = 50;

    @Reference
    private Modules modules;

    @Option(name = "--json", description = "Prints JSON for scripts")
    private boolean json;

    @Override
    void run() throws JsonProcessingException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ModuleChange change : modules.history(CHANGES)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("at", change.at().toString());
            row.put("modules", change.modules());
            row.put("operation", change.operation().code());
            row.put("outcome", change.outcome().code());
            row.put("milliseconds", change.milliseconds());
            row.put("held", change.heldMilliseconds() == null ? "" : change.heldMilliseconds());
            row.put("reason", change.reason() == null ? "" : change.reason().en());
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
    }
}
