package org.penglai.crm.records.internal.query;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.OpenFields;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/** Answers by the rules that lists are made by. */
@Component
public final class QueryAccess implements Access {
    private final QueryPlanner planner;
    private final FieldRights fields;
    private final DataRights rights;
    private final Database database;
    private final QueryModels models = new QueryModels();

    @Activate
    public QueryAccess(
            @Reference QueryPlanner planner,
            @Reference FieldRights fields,
            @Reference DataRights rights,
            @Reference Database database) {
        this.rights = rights;
        this.planner = planner;
        this.fields = fields;
        this.database = database;
    }

    /** Where nobody has rights of his own. */
    public static QueryAccess unlimited(QueryPlanner planner, Database database) {
        return new QueryAccess(planner, FieldRights.unlimited(), UserRights::unlimited, database);
    }

    @Override
    public Optional<StoredType> seen(Caller caller, StoredType type) {
        return fields.of(caller, type).map(FieldRights.Seen::type);
    }

    @Override
    public Set<String> masked(Caller caller, StoredType type) {
        return fields.of(caller, type).map(FieldRights.Seen::masked).orElse(Set.of());
    }

    @Override
    public Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids) {
        boolean permitted = operation.equals(READ)
                ? OpenFields.sees(caller, type.name())
                : caller.may(type.name() + ":" + operation);
        return permitted ? planner.within(caller, type, operation, ids) : Set.of();
    }

    @Override
    public Set<Long> whole(Caller caller, StoredType type, Collection<Long> ids) {
        return OpenFields.sees(caller, type.name()) ? planner.whole(caller, type, ids) : Set.of();
    }

    @Override
    public Optional<Set<Long>> few(Caller caller, StoredType type, int atMost) {
        if (!OpenFields.sees(caller, type.name())) {
            return Optional.of(Set.of());
        }
        if (planner.rule(caller, type, READ).all()) {
            return Optional.empty();
        }
        List<Long> ids = planner.idsBehind(caller, type.name(), "", "", 0, atMost + 1);
        return ids.size() > atMost ? Optional.empty() : Optional.of(Set.copyOf(ids));
    }

    @Override
    public Optional<StoredType> seenBy(long userId, StoredType type, long id) {
        Caller user = caller(rights.of(userId));
        return reaches(user, type, READ, id)
                ? seen(user, type).map(open -> planner.shown(user, open, id))
                : Optional.empty();
    }

    @Override
    public Map<String, String> withheld(long userId, StoredType type) {
        Map<String, String> withheld = new TreeMap<>();
        fields.withheld(caller(rights.of(userId)), type).forEach((name, right) -> withheld.put(name, right.code()));
        return withheld;
    }

    /** The user as far as rights go. */
    private static Caller caller(UserRights rights) {
        Set<String> permissions = rights.administrator()
                ? Set.of("*")
                : rights.roles().stream()
                        .flatMap(role -> role.permissions().stream())
                        .collect(Collectors.toSet());
        return new Caller(rights.userId(), "user", "user", Locale.ROOT, ZoneOffset.UTC, permissions);
    }

    private static Localized joined(List<Localized> names) {
        return Localized.of(
                names.stream().map(Localized::zh).collect(Collectors.joining("、")),
                names.stream().map(Localized::en).collect(Collectors.joining(", ")));
    }

    @Override
    public List<Reason> reasons(long userId, StoredType type, String operation, long id) {
        UserRights held = rights.of(userId);
        Caller user = caller(held);
        if (!reaches(user, type, operation, id)) {
            return List.of();
        }
        Localized roles = joined(held.roles().stream()
                .filter(role -> role.may(type.name() + ":" + operation))
                .map(RoleRights::name)
                .toList());
        if (held.administrator()) {
            return List.of(
                    new Reason("administrator", roles, Localized.of("系统管理员", "Administrators reach everything")));
        }
        RowRule rule = planner.rule(user, type, operation);
        if (rule.all()) {
            return List.of(new Reason(
                    "all",
                    roles,
                    Localized.of(
                            "可访问全部" + type.label().zh(),
                            "Reaches all " + type.plural().en())));
        }
        QueryModel model = models.of(type);
        List<Reason> reasons = new ArrayList<>();
        for (RowRule.Branch branch : rule.branches()) {
            Condition way = RowSql.condition(branch, model);
            boolean holds = database.read(sql -> sql.fetchExists(
                    sql.selectOne().from(model.table()).where(model.id().eq(id)).and(way)));
            if (holds) {
                reasons.add(reason(branch, roles));
            }
        }
        return reasons;
    }

    private static Reason reason(RowRule.Branch branch, Localized roles) {
        if (branch instanceof RowRule.Owned) {
            return new Reason("scope", roles, Localized.of("负责人在数据范围内", "The owner is within the data scope"));
        }
        if (branch instanceof RowRule.Referring referring) {
            return new Reason(referring.reason(), roles, granted(referring.reason()));
        }
        if (branch instanceof RowRule.Belonging belonging) {
            return new Reason(
                    "belongs",
                    roles,
                    Localized.of(
                            "可访问所属的" + belonging.target().label().zh(),
                            "Reaches the " + belonging.target().label().en() + " it belongs to"));
        }
        if (branch instanceof RowRule.Linked) {
            return new Reason("belongs", roles, Localized.of("可访问相关的记录", "Reaches a record it is related to"));
        }
        return new Reason("share", roles, Localized.of("是这条记录的协作人", "Works on the record with its owner"));
    }

    private static Localized granted(String reason) {
        return switch (reason) {
            case "pool" -> Localized.of("所在公海的成员", "Member of the pool it lies in");
            case "approval" -> Localized.of("是审批人或抄送人", "Is asked for approval of it, or has a copy");
            case "attendee" -> Localized.of("是参与人", "Takes part in it");
            default -> Localized.of("由模块开放", "Opened by a module");
        };
    }
}
