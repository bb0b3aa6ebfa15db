package org.penglai.crm.records.internal.rights;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.OpenFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.FieldRight;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/**
 * Types as callers see them: hidden fields are not there. Of several roles that may read the type, the one that takes
 * least from a field counts. The title and the fields that every record has stay open, since without them a record could
 * be neither named nor opened. Safe for any thread.
 */
@Component(service = FieldRights.class)
public final class FieldRights {
    private static final int VARIANTS_AT_MOST = 200;

    private final DataRights rights;
    private final Map<String, Variants> known = new ConcurrentHashMap<>();

    @Activate
    public FieldRights(@Reference DataRights rights) {
        this.rights = rights;
    }

    /** Where nobody has rights of his own. */
    public static FieldRights unlimited() {
        return new FieldRights(UserRights::unlimited);
    }

    /**
     * A type in the eyes of a caller.
     *
     * @param type without its hidden fields; what cannot be written is read-only
     * @param masked names of fields that show but a part of their values
     */
    public record Seen(StoredType type, Set<String> masked) {}

    /** The type as the caller sees it; empty without any right to see it. */
    public Optional<Seen> of(Caller caller, StoredType type) {
        return OpenFields.of(caller, type).map(open -> open == type ? limited(caller, type) : new Seen(open, Set.of()));
    }

    /** What is withheld from the caller, by field. */
    public Map<String, FieldRight> withheld(Caller caller, StoredType type) {
        if (caller.isSystem()) {
            return Map.of();
        }
        UserRights user = rights.of(caller.userId());
        if (user.administrator()) {
            return Map.of();
        }
        String read = type.name() + ":read";
        List<RoleRights> roles =
                user.roles().stream().filter(role -> role.may(read)).toList();
        if (roles.isEmpty() || roles.get(0).fields().isEmpty()) {
            // One role that says nothing opens everything.
            return Map.of();
        }
        Map<String, FieldRight> withheld = new TreeMap<>();
        String prefix = type.name() + ".";
        for (String key : roles.get(0).fields().keySet()) {
            String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
            Optional<FieldRight> least = type.field(name)
                    .filter(field -> !field.system() && !name.equals(type.titleField()))
                    .flatMap(field -> least(roles, type.name(), name));
            least.ifPresent(right -> withheld.put(name, right));
        }
        return withheld;
    }

    private static Optional<FieldRight> least(List<RoleRights> roles, String type, String field) {
        FieldRight least = FieldRight.HIDDEN;
        for (RoleRights role : roles) {
            Optional<FieldRight> right = role.field(type, field);
            if (right.isEmpty()) {
                return Optional.empty();
            }
            least = right.get().compareTo(least) < 0 ? right.get() : least;
        }
        return Optional.of(least);
    }

    private Seen limited(Caller caller, StoredType type) {
        Map<String, FieldRight> withheld = withheld(caller, type);
        if (withheld.isEmpty()) {
            return new Seen(type, Set.of());
        }
        Variants variants = known.compute(
                type.name(),
                (name, old) -> old == null || old.of() != type || old.seen().size() > VARIANTS_AT_MOST
                        ? new Variants(type, new ConcurrentHashMap<>())
                        : old);
        return variants.seen().computeIfAbsent(withheld, limits -> narrow(type, limits));
    }

    private static Seen narrow(StoredType type, Map<String, FieldRight> withheld) {
        Map<FieldRight, Set<String>> names = new EnumMap<>(FieldRight.class);
        for (FieldRight right : FieldRight.values()) {
            names.put(
                    right,
                    withheld.entrySet().stream()
                            .filter(entry -> entry.getValue() == right)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        Map<String, StoredField> fields = new LinkedHashMap<>();
        type.fields().forEach((name, field) -> {
            if (!names.get(FieldRight.HIDDEN).contains(name)) {
                fields.put(name, withheld.containsKey(name) ? field.asReadOnly() : field);
            }
        });
        return new Seen(type.withFields(fields), names.get(FieldRight.MASKED));
    }

    /** @param seen by what is withheld */
    private record Variants(StoredType of, Map<Map<String, FieldRight>, Seen> seen) {}
}
