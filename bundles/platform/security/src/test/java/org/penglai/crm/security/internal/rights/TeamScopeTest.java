package org.penglai.crm.security.internal.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.internal.role.ShippedRole;
import org.penglai.crm.security.spi.DataScope;

/** Whose records the scope {@code team} reaches, against a plain count of the same people. */
class TeamScopeTest {
    private static final int PEOPLE = 12;
    private static final int TEAMS = 5;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTeamIsWhoReportsToMeAndWhoIsInATeamWithMe(TestDatabase.Kind kind) {
        Random random = new Random(20261122);
        try (SecurityFixture security = new SecurityFixture(kind)) {
            List<Long> people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> security.users
                            .add("user" + i, "", "correct horse battery".toCharArray(), List.of("salesRep"))
                            .id())
                    .toList();
            reachTeams(security);
            Map<Long, Set<Long>> teams = new LinkedHashMap<>();
            for (int i = 0; i < TEAMS; i++) {
                Set<Long> members = new HashSet<>();
                for (int member = random.nextInt(4); member >= 0; member--) {
                    members.add(people.get(random.nextInt(PEOPLE)));
                }
                Long lead = random.nextBoolean() ? people.get(random.nextInt(PEOPLE)) : null;
                boolean deleted = i == TEAMS - 1;
                insert(security, 1000L + i, lead, members, deleted);
                if (lead != null) {
                    members.add(lead);
                }
                if (!deleted) {
                    teams.put(1000L + i, members);
                }
            }
            Long boss = people.get(0);
            Long report = people.get(PEOPLE - 1);
            security.database.transactions().run(transaction -> transaction
                    .sql()
                    .update(SecurityTables.USERS)
                    .set(SecurityTables.USER_MANAGER, boss)
                    .where(SecurityTables.ID.eq(report))
                    .execute());

            StoredDataRights rights = new StoredDataRights(security.database.database(), security.clock);
            for (Long each : people) {
                Set<Long> expected = new HashSet<>(Set.of(each));
                teams.values().stream().filter(team -> team.contains(each)).forEach(expected::addAll);
                if (each.equals(boss)) {
                    expected.add(report);
                }
                assertThat(rights.of(each).people(DataScope.TEAM)).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    private static void reachTeams(SecurityFixture security) {
        security.database.transactions().run(transaction -> transaction
                .sql()
                .update(SecurityTables.ROLES)
                .set(SecurityTables.ROLE_SCOPES, "customers:read=team")
                .where(SecurityTables.ROLE_ID.eq(ShippedRole.SALES_REP.id()))
                .execute());
    }

    private static void insert(SecurityFixture security, long id, Long lead, Set<Long> members, boolean deleted) {
        var now = Timestamps.now(security.clock);
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(SecurityTables.TEAM_ID, id);
        row.put(system("version"), 1L);
        row.put(system("created_at"), now);
        row.put(system("created_by"), 0L);
        row.put(system("updated_at"), now);
        row.put(system("updated_by"), 0L);
        row.put(system("deleted_marker"), deleted ? id : 0L);
        row.put(system("sort_key"), "team");
        row.put(system("initials"), "t");
        row.put(system("name"), "team");
        if (lead != null) {
            row.put(SecurityTables.TEAM_LEAD, lead);
        }
        if (deleted) {
            row.put(SecurityTables.TEAM_DELETED_AT, now);
        }
        security.database.transactions().run(transaction -> {
            transaction.sql().insertInto(SecurityTables.TEAMS).set(row).execute();
            int position = 0;
            for (Long member : members) {
                transaction
                        .sql()
                        .insertInto(SecurityTables.LINKS)
                        .set(SecurityTables.LINK_TYPE, "teams")
                        .set(SecurityTables.LINK_RECORD, id)
                        .set(SecurityTables.LINK_FIELD, "members")
                        .set(SecurityTables.LINK_TARGET_TYPE, "users")
                        .set(SecurityTables.LINK_TARGET, member)
                        .set(SecurityTables.LINK_POSITION, position++)
                        .execute();
            }
            return null;
        });
    }

    private static Field<Object> system(String column) {
        return field(unquotedName(column));
    }
}
