package org.penglai.crm.records.internal.rights;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.types.StoredSystemFields;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/**
 * Puts together which records a caller reaches: the scopes of all roles that permit the operation, what is shared, what
 * others grant, and what belongs to a record that is reached. A record belongs to the one whose deletion takes it along,
 * and to those in whose timeline it appears; a scope that a role names for its type counts instead. Safe for any thread.
 */
@Component(service = RowRights.class)
public final class RowRights {
    /** The operation of seeing a record. */
    public static final String READ = "read";

    /** Everybody sees who works here and where. */
    private static final Set<String> KNOWN_TO_ALL = Set.of("users", "departments", "teams");

    private final Types types;
    private final DataRights rights;
    private final SharedRecords shared;

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<RowGrants> grants = List.of();

    @Activate
    public RowRights(@Reference Types types, @Reference DataRights rights, @Reference SharedRecords shared) {
        this.types = types;
        this.rights = rights;
        this.shared = shared;
    }

    /** Where nobody has rights of his own. */
    public static RowRights unlimited(Types types) {
        return new RowRights(types, UserRights::unlimited, null);
    }

    /** Without a container. */
    public RowRights with(RowGrants... fixed) {
        grants = List.of(fixed);
        return this;
    }

    /**
     * The records that an operation of the caller reaches. Whether the caller may do it to any record is asked elsewhere.
     *
     * @param operation {@code read}, {@code update}, {@code delete} or the name of an action
     */
    public RowRule of(Caller caller, StoredType type, String operation) {
        if (caller.isSystem()) {
            return RowRule.ALL;
        }
        UserRights user = rights.of(caller.userId());
        return user.administrator() ? RowRule.ALL : rule(caller, user, type, operation, new HashSet<>(), null);
    }

    /** Everybody may change his own account as far as he is let, whatever his roles. */
    private static RowRule withoutRole(UserRights user, StoredType type, String operation) {
        if (operation.equals(READ)) {
            return KNOWN_TO_ALL.contains(type.name()) ? RowRule.ALL : RowRule.NONE;
        }
        return type.name().equals(StoredSystemFields.USERS)
                ? RowRule.of(List.of(new RowRule.Listed(Set.of(user.userId()))))
                : RowRule.NONE;
    }

    /** @param fallback roles that count if none permits the operation; null for none */
    private RowRule rule(
            Caller caller,
            UserRights user,
            StoredType type,
            String operation,
            Set<String> above,
            List<RoleRights> fallback) {
        List<RoleRights> roles = permitting(user, type, operation);
        if (roles.isEmpty() && fallback != null) {
            roles = fallback;
        }
        if (roles.isEmpty()) {
            return withoutRole(user, type, operation);
        }
        List<StoredField> ways = belongings(type);
        Set<Long> owners = new HashSet<>(Set.of(user.userId()));
        boolean follows = false;
        for (RoleRights role : roles) {
            Optional<DataScope> scope = role.scope(type.name(), operation);
            if (scope.isEmpty() && ways.isEmpty()
                    || scope.filter(DataScope.ALL::equals).isPresent()) {
                return RowRule.ALL;
            }
            follows |= scope.isEmpty();
            scope.ifPresent(named -> owners.addAll(user.people(named)));
        }
        List<RowRule.Branch> branches = new ArrayList<>(List.of(new RowRule.Owned(Set.copyOf(owners))));
        if (follows && above.add(type.name())) {
            boolean limited = false;
            for (StoredField way : ways) {
                RowRule.Branch branch = branch(caller, user, way, operation, above, roles);
                limited |= isLimited(branch);
                branches.add(branch);
            }
            above.remove(type.name());
            if (!limited) {
                return RowRule.ALL;
            }
        }
        shared.of(user.userId(), type.name(), !operation.equals(READ)).ifPresent(branches::add);
        for (RowGrants each : grants) {
            each.of(caller, type, operation).stream()
                    // What belongs to a record would tell what its fields do not.
                    .filter(grant -> above.isEmpty() || grant.shown().isEmpty())
                    .filter(grant -> !grant.targets().isEmpty())
                    .forEach(grant -> type.field(grant.field())
                            .map(field -> new RowRule.Referring(field, grant.targets(), grant.reason(), grant.shown()))
                            .ifPresent(branches::add));
        }
        return RowRule.of(branches);
    }

    private List<RoleRights> permitting(UserRights user, StoredType type, String operation) {
        String permission = type.name() + ":" + operation;
        return user.roles().stream().filter(role -> role.may(permission)).toList();
    }

    /** Whether the way leads past records that the caller does not reach. */
    private static boolean isLimited(RowRule.Branch branch) {
        return branch instanceof RowRule.Belonging belonging
                ? !belonging.rule().all()
                : branch instanceof RowRule.Linked linked && !linked.limited().isEmpty();
    }

    private RowRule.Branch branch(
            Caller caller,
            UserRights user,
            StoredField way,
            String operation,
            Set<String> above,
            List<RoleRights> roles) {
        // Who may change a record may change what belongs to it.
        String asked = operation.equals(READ) ? READ : "update";
        if (way.kind() == FieldKind.REFERENCE) {
            StoredType target = types.find(way.target()).orElse(null);
            if (target == null) {
                return new RowRule.Listed(Set.of());
            }
            RowRule rule = rule(caller, user, target, asked, above, roles);
            return new RowRule.Belonging(way, target, rule);
        }
        Set<String> open = new HashSet<>();
        Map<StoredType, RowRule> limited = new LinkedHashMap<>();
        for (StoredType target : types.list()) {
            boolean leads = way.targets().isEmpty() || way.targets().contains(target.name());
            if (leads && target.has(Trait.TIMELINE) && !above.contains(target.name())) {
                RowRule rule = rule(caller, user, target, asked, above, roles);
                if (rule.all()) {
                    open.add(target.name());
                } else {
                    limited.put(target, rule);
                }
            }
        }
        return new RowRule.Linked(way, Set.copyOf(open), limited);
    }

    /** The fields by which records of the type belong to others. */
    static List<StoredField> belongings(StoredType type) {
        return type.fields().values().stream()
                .filter(field ->
                        field.onDelete() == OnDelete.CASCADE && !field.target().equals(type.name())
                                || field.kind() == FieldKind.LINKS
                                        && type.timelines().stream()
                                                .anyMatch(each -> field.name().equals(each.field())))
                .toList();
    }
}
