package org.penglai.crm.commands.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.records.spi.SealingStatus;
import org.penglai.crm.vault.spi.FieldKeys;
import org.penglai.crm.vault.spi.VaultStatus;

/** {@code crm:keys} */
@Service
@Command(
        scope = "crm",
        name = "keys",
        description = "Shows the key file, the keys of sensitive fields and how many values are sealed with them")
public final class KeysCommand extends ExplainedAction {
    @Reference
    private VaultStatus vault;

    @Reference
    private FieldKeys keys;

    @Reference
    private SealingStatus sealing;

    @Option(name = "--json", description = "Prints JSON for scripts")
    private boolean json;

    @Override
    void run() throws JsonProcessingException {
        String problem = vault.problem();
        if (!json) {
            System.out.println("key file " + vault.keyFile() + (problem == null ? " (in use)" : ""));
            System.out.println(
                    "keys of single records: " + vault.recordKeys() + ", destroyed: " + vault.destroyedKeys());
        }
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        Map<String, List<FieldKeys.Version>> versions = keys.versions().stream()
                .filter(version -> version.retiredAt() == null)
                .collect(Collectors.groupingBy(FieldKeys.Version::name));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SealingStatus.Field field : sealing.fields()) {
            List<FieldKeys.Version> own = versions.getOrDefault(field.name(), List.of());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("field", field.name());
            row.put("version", field.version());
            row.put(
                    "versions kept",
                    own.stream().map(each -> String.valueOf(each.version())).collect(Collectors.joining(" ")));
            row.put("in clear", field.clear());
            row.put("older version", field.old());
            row.put("newest version", field.current());
            row.put(
                    "state",
                    own.stream().noneMatch(each -> each.completeAt() != null)
                            ? "converting"
                            : field.old() > 0 || own.size() > 1 ? "rotating" : "complete");
            rows.add(row);
        }
        Listing.print(rows, json, System.out);
    }
}
