package org.penglai.crm.commands.internal;

import java.util.List;
import org.penglai.crm.api.modules.ModuleVersion;

/** How modules and their versions are named on the console. */
final class ModuleArguments {
    private ModuleArguments() {}

    /** Either {@code name [version]} or any number of {@code name/version}, where the version may be missing. */
    static List<ModuleVersion> read(List<String> words) {
        if (words.size() == 2
                && words.stream().noneMatch(word -> word.contains("/"))
                && Character.isDigit(words.get(1).charAt(0))) {
            return List.of(new ModuleVersion(words.get(0), words.get(1)));
        }
        return words.stream()
                .map(word -> word.split("/", 2))
                .map(parts -> new ModuleVersion(parts[0], parts.length > 1 ? parts[1] : null))
                .toList();
    }
}
