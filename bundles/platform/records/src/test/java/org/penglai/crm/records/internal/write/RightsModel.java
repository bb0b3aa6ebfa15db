package org.penglai.crm.records.internal.write;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.FieldRight;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/**
 * A firm made up by chance: departments, people, roles, shares and pools, and who may see what. What the guides say of
 * rights is said here once more, record by record in plain Java, and by nothing of the code that is tested.
 */
final class RightsModel implements DataRights, RowGrants {
    /** Fields of parties that roles may withhold. */
    static final List<String> FIELDS = List.of("phone", "nickname", "employees", "kind");
    /** What the second pool shows of its records. */
    static final Set<String> POOL_SHOWS = Set.of("kind", "parent");

    private static final int DEPARTMENTS = 5;
    private static final int PEOPLE = 9;
    private static final Map<String, List<String>> OPERATIONS = Map.of(
            "parties",
            List.of("create", "update", "delete", "promote"),
            "bookings",
            List.of("create", "update", "delete"),
            "invoices",
            List.of("update"));

    private final Random random;
    private final long base;
    private final int[] above = new int[DEPARTMENTS];
    private final Map<Long, Integer> department = new TreeMap<>();
    private final Map<Long, Long> manager = new TreeMap<>();
    private final Map<Long, List<RoleRights>> roles = new TreeMap<>();
    private final Map<Long, Map<Long, Boolean>> shares = new TreeMap<>();
    private final Set<Long> inOpenPool = new HashSet<>();
    private final Set<Long> inNarrowPool = new HashSet<>();
    private final Set<Long> openPoolAdmins = new HashSet<>();
    final Map<Long, Row> parties = new TreeMap<>();
    /** Parties in the recycle bin. */
    final Map<Long, Row> gone = new TreeMap<>();

    final Map<Long, Row> bookings = new TreeMap<>();
    final Map<Long, Row> invoices = new TreeMap<>();
    long openPool;
    long narrowPool;

    /**
     * A record.
     *
     * @param owner 0 for none
     * @param party the party it lies in (the pool, for parties); 0 for none
     * @param about the party it is linked to; 0 for none
     */
    record Row(long id, long owner, long party, long about, Map<String, Object> values) {}

    /** @param base ids of people begin here, so that nothing that is remembered of others is mistaken for them */
    RightsModel(Random random, long base) {
        this.random = random;
        this.base = base;
        for (int i = 1; i < DEPARTMENTS; i++) {
            above[i] = random.nextInt(i);
        }
        for (long user = base; user < base + PEOPLE; user++) {
            department.put(user, random.nextInt(DEPARTMENTS));
            manager.put(user, user == base ? 0 : base + random.nextInt((int) (user - base)));
            List<RoleRights> held = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                held.add(role());
            }
            roles.put(user, held);
            if (random.nextInt(3) == 0) {
                inOpenPool.add(user);
            }
            if (random.nextInt(3) == 0) {
                inNarrowPool.add(user);
            }
            if (random.nextInt(5) == 0) {
                openPoolAdmins.add(user);
            }
        }
    }

    private RoleRights role() {
        Set<String> permissions = new HashSet<>();
        Map<String, DataScope> scopes = new LinkedHashMap<>();
        Map<String, FieldRight> fields = new LinkedHashMap<>();
        OPERATIONS.forEach((type, operations) -> {
            if (chance(85)) {
                permissions.add(type + ":read");
            }
            operations.stream().filter(each -> chance(65)).forEach(each -> permissions.add(type + ":" + each));
        });
        if (chance(88)) {
            scopes.put("parties:read", any(DataScope.values()));
        }
        if (chance(30)) {
            scopes.put("parties:write", any(DataScope.values()));
        }
        if (chance(25)) {
            scopes.put("bookings:read", any(DataScope.values()));
        }
        if (chance(40)) {
            scopes.put("invoices:read", any(DataScope.values()));
        }
        FIELDS.stream()
                .filter(each -> chance(35))
                .forEach(each -> fields.put("parties." + each, any(FieldRight.values())));
        return new RoleRights("r", "R", permissions, scopes, fields);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    Set<Long> people() {
        return roles.keySet();
    }

    /** Nobody or one of the people. */
    long anybody() {
        return random.nextInt(5) == 0 ? 0 : base + random.nextInt(PEOPLE);
    }

    void share(long party, long user, boolean writable) {
        shares.computeIfAbsent(user, id -> new HashMap<>()).put(party, writable);
    }

    Caller caller(long user) {
        Set<String> permissions = roles.get(user).stream()
                .flatMap(role -> role.permissions().stream())
                .collect(Collectors.toSet());
        return new Caller(user, "u" + user, "U" + user, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), permissions);
    }

    boolean may(long user, String type, String operation) {
        return roles.get(user).stream().anyMatch(role -> role.permissions().contains(type + ":" + operation));
    }

    boolean sees(long user, String type, long id) {
        return may(user, type, "read") && reaches(user, type, "read", id);
    }

    /** Whether the scopes, shares and pools lead there; the permission aside. */
    boolean reaches(long user, String type, String operation, long id) {
        return reaches(user, type, operation, id, List.of(), false);
    }

    private boolean reaches(
            long user, String type, String operation, long id, List<RoleRights> otherwise, boolean asPart) {
        Row row = gone.containsKey(id) ? gone.get(id) : rows(type).get(id);
        List<RoleRights> asked = permitting(user, type, operation, otherwise);
        if (asked.isEmpty()) {
            return false;
        }
        if (isAll(asked, type, operation, user) || row.owner() == user) {
            return true;
        }
        if (asked.stream().anyMatch(role -> role.scope(type, operation)
                .filter(scope -> people(user, scope).contains(row.owner()))
                .isPresent())) {
            return true;
        }
        if (type.equals("bookings")
                && row.party() != 0
                && asked.stream().anyMatch(role -> role.scope(type, operation).isEmpty())
                && reaches(user, "parties", changeOf(operation), row.party(), asked, true)) {
            return true;
        }
        if (!type.equals("parties")) {
            return false;
        }
        Boolean shared = shares.getOrDefault(user, Map.of()).get(id);
        return shared != null && (shared || operation.equals("read"))
                || isOpened(user, operation, row)
                || !asPart && isNarrow(user, operation, row);
    }

    private boolean isOpened(long user, String operation, Row party) {
        return party.party() == openPool
                && (operation.equals("read") ? inOpenPool.contains(user) : openPoolAdmins.contains(user));
    }

    private boolean isNarrow(long user, String operation, Row party) {
        return party.party() == narrowPool && operation.equals("read") && inNarrowPool.contains(user);
    }

    /** Whether a party in sight shows only what its pool shows. */
    boolean showsPart(long user, long party) {
        return !reaches(user, "parties", "read", party, List.of(), true);
    }

    private List<RoleRights> permitting(long user, String type, String operation, List<RoleRights> otherwise) {
        List<RoleRights> permitting = roles.get(user).stream()
                .filter(role -> role.permissions().contains(type + ":" + operation))
                .toList();
        return permitting.isEmpty() ? otherwise : permitting;
    }

    /** A role that says nothing limits nothing, unless what it is about belongs to something limited. */
    private boolean isAll(List<RoleRights> asked, String type, String operation, long user) {
        boolean silent = false;
        for (RoleRights role : asked) {
            DataScope scope = role.scope(type, operation).orElse(null);
            if (scope == DataScope.ALL || scope == null && !type.equals("bookings")) {
                return true;
            }
            silent |= scope == null;
        }
        if (!silent) {
            return false;
        }
        String change = changeOf(operation);
        return isAll(permitting(user, "parties", change, asked), "parties", change, user);
    }

    private static String changeOf(String operation) {
        return operation.equals("read") ? "read" : "update";
    }

    private Set<Long> people(long user, DataScope scope) {
        return department.keySet().stream()
                .filter(other -> other == user
                        || switch (scope) {
                            case OWN -> false;
                            case TEAM -> manager.get(other) == user;
                            case DEPARTMENT -> department.get(other).equals(department.get(user));
                            case DEPARTMENT_TREE -> isWithin(department.get(other), department.get(user));
                            case ALL -> true;
                        })
                .collect(Collectors.toSet());
    }

    private boolean isWithin(int below, int top) {
        return below == top || below != 0 && isWithin(above[below], top);
    }

    /** What the roles together take away from a field of parties; null for nothing. */
    FieldRight withheld(long user, String field) {
        FieldRight least = null;
        for (RoleRights role : roles.get(user)) {
            if (!role.permissions().contains("parties:read")) {
                continue;
            }
            FieldRight right = role.fields().get("parties." + field);
            if (right == null) {
                return null;
            }
            least = least == null || right.ordinal() < least.ordinal() ? right : least;
        }
        return least;
    }

    boolean hides(long user, String field) {
        return withheld(user, field) == FieldRight.HIDDEN;
    }

    boolean masks(long user, String field) {
        return withheld(user, field) == FieldRight.MASKED;
    }

    /** The value of a party's field by which it can be found; null for none. */
    Object findable(long user, long party, String field) {
        boolean open = POOL_SHOWS.contains(field) || !showsPart(user, party);
        return open ? parties.get(party).values().get(field) : null;
    }

    /** As an answer shows it to somebody who sees the party. */
    Object shown(long user, long party, String field) {
        Object value = findable(user, party, field);
        if (!masks(user, field) || value == null) {
            return value;
        }
        return switch (field) {
            case "phone" ->
                "138****" + value.toString().substring(value.toString().length() - 4);
            case "nickname" -> value.toString().substring(0, 1) + "**";
            default -> null;
        };
    }

    Map<Long, Row> rows(String type) {
        return type.equals("parties") ? parties : type.equals("bookings") ? bookings : invoices;
    }

    @Override
    public UserRights of(long userId) {
        Map<DataScope, Set<Long>> people = new LinkedHashMap<>();
        for (DataScope scope : DataScope.values()) {
            people.put(scope, people(userId, scope));
        }
        return new UserRights(userId, false, roles.get(userId), people);
    }

    @Override
    public List<Grant> of(Caller caller, StoredType type, String operation) {
        if (!type.name().equals("parties")) {
            return List.of();
        }
        List<Grant> grants = new ArrayList<>();
        boolean reads = operation.equals("read");
        if (reads ? inOpenPool.contains(caller.userId()) : openPoolAdmins.contains(caller.userId())) {
            grants.add(new Grant("pool", "parent", Set.of(openPool)));
        }
        if (reads && inNarrowPool.contains(caller.userId())) {
            grants.add(new Grant("pool", "parent", Set.of(narrowPool), POOL_SHOWS));
        }
        return grants;
    }
}
