package org.penglai.crm.security.internal.role;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.penglai.crm.security.internal.SecurityTables;

/**
 * Where a user begins and what the menu shows, out of all roles. It takes no right away: what the menu leaves out opens by
 * its address.
 *
 * @param home path of the page that opens after sign-in; null for the console's own
 * @param menu groups and paths, sorted; empty for everything
 */
public record RoleMenu(String home, List<String> menu) {
    private static final Pattern PATH = Pattern.compile("/(?!/)[A-Za-z0-9._~/-]{0,198}(\\?[A-Za-z0-9._~=&%-]{1,100})?");
    private static final Pattern GROUP = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,，;；]+");

    public RoleMenu {
        menu = List.copyOf(menu);
    }

    /** The home page is that of the first role in the user's list which has one; menus are united. */
    public static RoleMenu of(DSLContext sql, long userId) {
        List<Record2<String, String>> roles = HeldRoles.of(
                        sql.select(SecurityTables.ROLE_HOME, SecurityTables.ROLE_MENU), userId)
                .orderBy(SecurityTables.LINK_POSITION, SecurityTables.ROLE_ID)
                .fetch();
        String home = null;
        boolean everything = false;
        Set<String> menu = new TreeSet<>();
        for (Record2<String, String> role : roles) {
            Set<String> entries = parse(role.value2());
            home = home == null ? role.value1() : home;
            everything |= entries.isEmpty();
            menu.addAll(entries);
        }
        return new RoleMenu(home, everything ? List.of() : List.copyOf(menu));
    }

    /** What a menu names, in the order it was written. */
    static Set<String> parse(String text) {
        Set<String> entries = new LinkedHashSet<>();
        if (text != null) {
            Arrays.stream(BETWEEN.split(text)).filter(entry -> !entry.isEmpty()).forEach(entries::add);
        }
        return entries;
    }

    /** The first entry that names neither a group nor a page. */
    static Optional<String> badEntry(String text) {
        return parse(text).stream()
                .filter(entry -> !GROUP.matcher(entry).matches() && !isPath(entry))
                .findFirst();
    }

    /** Whether it is an address within the console. */
    static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }
}
