package org.penglai.crm.records.internal.rights;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/** People of a test with what their roles say. Whoever is not mentioned has no role. */
public final class Staff implements DataRights {
    /** 11 and 12 work for 20, who heads the department of 11, 12 and 13; 30 is above; 40 is elsewhere. */
    public static final Map<DataScope, Map<Long, Set<Long>>> PEOPLE = Map.of(
            DataScope.TEAM, Map.of(20L, Set.of(20L, 11L, 12L), 30L, Set.of(30L, 20L)),
            DataScope.DEPARTMENT, Map.of(20L, Set.of(20L, 11L, 12L, 13L), 11L, Set.of(20L, 11L, 12L, 13L)),
            DataScope.DEPARTMENT_TREE, Map.of(30L, Set.of(30L, 20L, 11L, 12L, 13L)));

    private final Map<Long, List<RoleRights>> roles = new LinkedHashMap<>();

    public Staff role(long user, UnaryOperator<Role> role) {
        roles.computeIfAbsent(user, id -> new ArrayList<>())
                .add(role.apply(new Role()).rights());
        return this;
    }

    public Caller caller(long user) {
        Set<String> permissions = new HashSet<>();
        roles.getOrDefault(user, List.of()).forEach(role -> permissions.addAll(role.permissions()));
        return new Caller(
                user, "u" + user, "U" + user, Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), permissions);
    }

    public Set<Long> users() {
        return roles.keySet();
    }

    public static Set<Long> people(long user, DataScope scope) {
        return PEOPLE.getOrDefault(scope, Map.of()).getOrDefault(user, Set.of(user));
    }

    @Override
    public UserRights of(long userId) {
        Map<DataScope, Set<Long>> people = new LinkedHashMap<>();
        for (DataScope scope : DataScope.values()) {
            if (scope != DataScope.ALL) {
                people.put(scope, people(userId, scope));
            }
        }
        return new UserRights(userId, false, roles.getOrDefault(userId, List.of()), people);
    }

    /** Collects what a role says. */
    public static final class Role {
        private final Set<String> permissions = new HashSet<>();
        private final Map<String, DataScope> scopes = new LinkedHashMap<>();
        private final Map<String, FieldRight> fields = new LinkedHashMap<>();

        public Role may(String... all) {
            permissions.addAll(List.of(all));
            return this;
        }

        public Role scope(String of, DataScope scope) {
            scopes.put(of, scope);
            return this;
        }

        public Role field(String name, FieldRight right) {
            fields.put(name, right);
            return this;
        }

        RoleRights rights() {
            return new RoleRights("r", "R", permissions, scopes, fields);
        }
    }
}
