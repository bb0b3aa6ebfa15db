package org.penglai.crm.commands.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.penglai.crm.vault.spi.FieldKeys;

/** {@code crm:keys-rotate} */
@Service
@Command(
        scope = "crm",
        name = "keys-rotate",
        description = "Makes new keys of sensitive fields; values are sealed anew while everybody works (see crm:keys)")
public final class KeysRotateCommand extends ExplainedAction {
    @Reference
    private FieldKeys keys;

    @Argument(name = "field", description = "Type and field, such as contacts.mobile; all without it")
    private String field;

    @Override
    void run() {
        var names = keys.versions().stream()
                .map(FieldKeys.Version::name)
                .filter(name -> field == null || field.equals(name))
                .distinct()
                .toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException(field == null ? "there are no keys yet" : "no such key: " + field);
        }
        names.forEach(name -> System.out.println(name + " version " + keys.rotate(name)));
    }
}
