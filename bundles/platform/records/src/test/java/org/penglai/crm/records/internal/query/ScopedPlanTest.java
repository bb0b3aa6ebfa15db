package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.rights.Staff;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.UserRights;

/**
 * What PostgreSQL reads for a page of those who do not reach everything, told by its own EXPLAIN over 20,000 firms of 1,000
 * owners with a person each: some rows for each way and owner, never the table.
 */
class ScopedPlanTest {
    private static final int ROWS = 20_000;
    private static final int OWNERS = 1_000;
    private static final int LIMIT = 51;
    private static final int NAMED = 100;
    private static final int SHARED = 600;
    private static final long SALES = 11;
    private static final long HEAD = 30;
    private static final int UNDER_HEAD = 5;

    private static final Staff STAFF = new Staff()
            .role(SALES, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.OWN))
            .role(HEAD, role -> role.may("firms:read", "people:read").scope("firms:read", DataScope.DEPARTMENT_TREE));

    private static FirmDatabase firms;

    @BeforeAll
    static void fill() {
        DataRights rights = user -> {
            Set<Long> people = new HashSet<>(Set.of(user));
            for (long owner = 100; owner < 100 + UNDER_HEAD; owner++) {
                people.add(owner);
            }
            UserRights plain = STAFF.of(user);
            return new UserRights(
                    user, false, plain.roles(), Map.of(DataScope.OWN, Set.of(user), DataScope.DEPARTMENT_TREE, people));
        };
        firms = new FirmDatabase(TestDatabase.Kind.POSTGRES, rights);
        firms.database.transactions().run(transaction -> {
            DSLContext sql = transaction.sql();
            sql.execute(
                    "insert into rt_firm (id, version, created_at, created_by, updated_at, updated_by, owner_id,"
                            + " sort_key, initials, name, level) select i, 1, now(), 0, now(), 0, i % {0}, md5(i::text),"
                            + " 'x', 'firm ' || i, 'A' from generate_series(1, {1}) i",
                    DSL.inline(OWNERS), DSL.inline(ROWS));
            sql.execute(
                    "insert into rt_person (id, version, created_at, created_by, updated_at, updated_by, owner_id,"
                            + " sort_key, initials, name, firm_id) select 1000000 + i, 1, now(), 0, now(), 0,"
                            + " (i * 7) % {0}, md5(i::text), 'x', 'person ' || i, i from generate_series(1, {1}) i",
                    DSL.inline(OWNERS), DSL.inline(ROWS));
            // More than are listed one by one, so that they are looked up.
            sql.execute(
                    "insert into crm_record_team (type_name, record_id, user_id, writable, created_at, created_by)"
                            + " select 'firms', i, {0}, false, now(), 0 from generate_series(1, {1}) i",
                    DSL.inline(SALES), DSL.inline(SHARED));
            return null;
        });
        firms.database.transactions().run(transaction -> transaction.sql().execute("analyze"));
    }

    @AfterAll
    static void close() {
        firms.close();
    }

    @Test
    void aPageOfOwnAndSharedRecordsLeavesTheTableAlone() {
        for (String sort : List.of("name", "-name", "", "id")) {
            assertThat(readFor(SALES, "firms", sort)).as(sort).isLessThan(ROWS / 2);
        }
    }

    @Test
    void aPageOfADepartmentReadsAPageOfEachOwner() {
        for (String sort : List.of("name", "-name", "", "id")) {
            assertThat(readFor(HEAD, "firms", sort)).as(sort).isLessThanOrEqualTo((UNDER_HEAD + 1) * 20 + LIMIT);
        }
    }

    @Test
    void whatBelongsToReachedRecordsIsFoundByThem() {
        for (String sort : List.of("name", "id")) {
            assertThat(readFor(HEAD, "people", sort)).as(sort).isLessThan(ROWS / 2);
        }
    }

    @Test
    void ofRecordsThatAreNamedNoOthersAreRead() {
        String named = LongStream.rangeClosed(1, NAMED)
                .map(each -> each * 100)
                .mapToObj(Ids::format)
                .collect(Collectors.joining(",", "id=in=(", ")"));
        assertThat(readFor(HEAD, "firms", named, "name")).isLessThanOrEqualTo(2 * NAMED);
        // And what is shared with somebody, once.
        assertThat(readFor(SALES, "firms", named, "name")).isLessThanOrEqualTo(2 * NAMED + SHARED);
    }

    private static long readFor(long user, String type, String sort) {
        return readFor(user, type, "", sort);
    }

    private static long readFor(long user, String type, String filter, String sort) {
        QueryPlan plan = firms.planner.plan(STAFF.caller(user), type, filter, "", sort);
        List<Field<?>> columns = List.of(plan.joins().root().id());
        return firms.database.transactions().run(transaction -> {
            List<String> statements = new ArrayList<>();
            DSLContext recorded = recording(transaction.sql(), statements);
            plan.page(plan.joins().from()).fetch(recorded, columns, null, LIMIT);
            return statements.stream()
                    .mapToLong(statement -> rowsRead(transaction.sql(), statement))
                    .sum();
        });
    }

    private static DSLContext recording(DSLContext sql, List<String> statements) {
        return sql.configuration()
                .derive(ExecuteListener.onExecuteStart(
                        (ExecuteContext context) -> statements.add(context.dsl().renderInlined(context.query()))))
                .dsl();
    }

    /** Rows that came out of tables and indexes or were thrown away there. */
    private static long rowsRead(DSLContext sql, String statement) {
        return sql.connectionResult(connection -> {
            try (Statement asked = connection.createStatement()) {
                // A table as small as this one is soon read as a whole; whether it can do otherwise is what is asked.
                asked.execute("set local enable_seqscan = off");
                ResultSet row = asked.executeQuery("explain (analyze, format json) " + statement);
                row.next();
                return rowsRead(
                        new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan"));
            }
        });
    }

    private static long rowsRead(JsonNode node) {
        long read = 0;
        if (node.get("Node Type").asText().endsWith("Scan") && node.has("Relation Name")) {
            double each = node.get("Actual Rows").asDouble()
                    + node.path("Rows Removed by Filter").asDouble();
            read = Math.round(each * node.get("Actual Loops").asDouble());
        }
        for (JsonNode child : node.path("Plans")) {
            read += rowsRead(child);
        }
        return read;
    }
}
