package org.penglai.crm.identity.internal.people;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The operator's table of roles by group outside. */
public final class GroupRoles {
    private final Map<String, String> byGroup = new HashMap<>();
    private final List<String> ofAll;

    /**
     * @param table such as {@code sales=salesRep, service=serviceAgent}; groups in any case
     * @param ofAll roles of everybody
     * @throws IllegalArgumentException for a line that is none
     */
    public GroupRoles(String[] table, String[] ofAll) {
        for (String line : items(table)) {
            int equals = line.lastIndexOf('=');
            if (equals < 1 || equals == line.length() - 1) {
                throw new IllegalArgumentException("not group=role: " + line);
            }
            byGroup.put(
                    line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                    line.substring(equals + 1).strip());
        }
        this.ofAll = items(ofAll);
    }

    /** Codes of the roles of somebody in the groups; null if roles are given here, not outside. */
    public Set<String> of(Collection<String> groups) {
        if (byGroup.isEmpty() && ofAll.isEmpty()) {
            return null;
        }
        Set<String> granted = new HashSet<>(ofAll);
        for (String group : groups) {
            String role = byGroup.get(group.toLowerCase(Locale.ROOT));
            if (role != null) {
                granted.add(role);
            }
        }
        return granted;
    }

    /** What stands between commas, in one text or in several. */
    public static List<String> items(String... texts) {
        return Stream.of(texts)
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
