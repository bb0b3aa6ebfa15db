package org.penglai.crm.records.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.StatementLog;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryEngine;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/** How often the database is asked, which decides on what a request costs; by counting, since a clock would lie. */
class StatementsTest {
    private World world;
    private QueryEngine engine;
    private StatementLog log;

    private void on(TestDatabase.Kind kind) {
        world = World.on(kind);
        engine = new QueryEngine(world.planner, world.database.database());
        log = world.database.log();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRecordIsReadByOneStatementAndWhatLiesBesideItOnlyIfThereIsAny(TestDatabase.Kind kind) {
        on(kind);
        RecordSnapshot plain = world.create("parties", Map.of("name", "Penglai"));
        RecordSnapshot tagged = world.create("parties", Map.of("name", "Tagged", "tags", List.of("vip")));

        assertThat(log.of(() -> engine.read(world.staff, "parties", plain.id())))
                .hasSize(1);
        assertThat(log.of(() -> engine.read(world.staff, "parties", tagged.id())))
                .hasSize(2);
        assertThat(new String(engine.read(world.staff, "parties", tagged.id()).body()))
                .contains("\"tags\":[\"vip\"]");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aListIsReadByOneStatement(TestDatabase.Kind kind) {
        on(kind);
        world.create("parties", Map.of("name", "Penglai"));
        world.create("parties", Map.of("name", "Yantai"));
        ListRequest byName = new ListRequest("parties", "", "", "name", List.of(), 50, "", Count.ESTIMATE);

        List<String> sent = log.of(() -> engine.list(world.staff, byName, new ByteArrayOutputStream()));

        // Rows with and without a name; Derby is asked for tags, external ids and choices besides.
        assertThat(sent).hasSizeLessThanOrEqualTo(kind == TestDatabase.Kind.DERBY ? 5 : 2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void writesAskNoMoreThanTheyMust(TestDatabase.Kind kind) {
        on(kind);
        RecordSnapshot party = world.create("parties", Map.of("name", "Penglai"));

        List<String> creation = log.of(() -> world.create("parties", Map.of("name", "Yantai")));
        List<String> update = log.of(() -> world.update(party, Map.of("name", "Penglai 2")));

        // Limits of the transaction (PostgreSQL), its keys, the row, audit, outbox.
        assertThat(creation).hasSizeLessThanOrEqualTo(6);
        // The record before, limits, the record locked for its version, the row, audit, outbox.
        assertThat(update).hasSizeLessThanOrEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aStatementMadeForRightsIsNotUsedOnceTheyHaveChanged(TestDatabase.Kind kind) {
        on(kind);
        RecordSnapshot party = world.create("parties", Map.of("name", "Penglai"));
        Caller other = World.caller(9, "*:*");
        assertThat(engine.read(other, "parties", party.id()).id()).isEqualTo(party.id());
        assertThat(list(other)).contains("Penglai");

        world.rights = user -> department(user, Set.of(8L));
        assertThatThrownBy(() -> engine.read(other, "parties", party.id())).isInstanceOf(NotFound.class);
        assertThat(list(other)).contains("\"items\":[]");

        world.rights = user -> department(user, Set.of(7L, 8L));
        assertThat(engine.read(other, "parties", party.id()).id()).isEqualTo(party.id());
        assertThat(list(other)).contains("Penglai");
    }

    private String list(Caller caller) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.list(caller, new ListRequest("parties", "", "", "name", List.of(), 50, "", Count.ESTIMATE), out);
        return out.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static UserRights department(long user, Set<Long> people) {
        RoleRights role =
                new RoleRights("rep", "Rep", Set.of("*:*"), Map.of("parties:read", DataScope.DEPARTMENT), Map.of());
        return new UserRights(user, false, List.of(role), Map.of(DataScope.DEPARTMENT, people));
    }

    @AfterEach
    void back() {
        world.database.quiet();
    }
}
