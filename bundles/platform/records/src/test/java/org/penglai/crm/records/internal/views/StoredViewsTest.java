package org.penglai.crm.records.internal.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.FirmDatabase;
import org.penglai.crm.records.internal.query.SavedQueries;
import org.penglai.crm.records.spi.Views;
import org.penglai.crm.records.spi.Views.Content;
import org.penglai.crm.records.spi.Views.View;

class StoredViewsTest {
    private static final Caller LI = caller(1, "firms:read");
    private static final Caller HAN = caller(2, "firms:read");
    private static final Caller STRANGER = caller(3, "people:read");

    private static final Caller ABOVE = caller(4, "firms:read");
    private static final Caller NOWHERE = caller(5, "firms:read");

    /** 李 works in department 20, 韩 in 30 below it, the third in 10 above both. */
    private static final Departments PLACES = new Departments() {
        @Override
        public Map<Long, Long> of(DSLContext sql, Set<Long> users) {
            Map<Long, Long> places = new HashMap<>(Map.of(1L, 20L, 2L, 30L, 4L, 10L));
            places.keySet().retainAll(users);
            return places;
        }

        @Override
        public Set<Long> upwards(DSLContext sql, long department) {
            return department == 30 ? Set.of(30L, 20L, 10L) : department == 20 ? Set.of(20L, 10L) : Set.of(10L);
        }
    };

    private final List<LiveUpdate> told = new ArrayList<>();
    private final List<Journal.Entry> noted = new ArrayList<>();
    private final Journal journal = new Journal() {
        @Override
        public void append(Transaction transaction, List<Entry> entries) {
            noted.addAll(entries);
        }

        @Override
        public void note(Entry entry) {
            noted.add(entry);
        }
    };
    private final MemoryPreferences preferences = new MemoryPreferences();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aViewIsItsOwnersUntilItIsShared(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            firms.insert("users", 1, Map.of("name", "李雷"));
            Views views = views(firms);
            Content content = new Content(
                    " A级 ", "level==A", "云启", "-employees,name", List.of("name", "level"), "level", "compact", false);
            View made = views.create(LI, "firms", content);

            assertThat(made.content().name()).isEqualTo("A级");
            assertThat(made.content().columns()).containsExactly("name", "level");
            assertThat(made.mine()).isTrue();
            assertThat(made.owner()).isEqualTo("李雷");
            assertThat(made.version()).isEqualTo(1);
            assertThat(views.list(LI, "firms")).containsExactly(made);
            assertThat(views.list(LI, "people")).isEmpty();
            assertThat(views.list(HAN, "")).isEmpty();
            assertThat(noted).as("what nobody else sees is not written down").isEmpty();
            assertThatThrownBy(() -> views.get(HAN, made.id())).isInstanceOf(NotFound.class);
            assertThat(told).containsExactly(new LiveUpdate("views", 1, "firms"));

            View shared = views.update(LI, made.id(), 1L, before -> shared(before, true));
            assertThat(shared.version()).isEqualTo(2);
            assertThat(told).last().isEqualTo(new LiveUpdate("views", 0, "firms"));
            assertThat(views.list(HAN, "firms")).singleElement().satisfies(seen -> {
                assertThat(seen.mine()).isFalse();
                assertThat(seen.owner()).isEqualTo("李雷");
            });
            assertThat(views.list(STRANGER, "")).isEmpty();
            assertThatThrownBy(() -> views.update(HAN, made.id(), null, before -> before))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> views.delete(HAN, made.id(), null)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> views.update(LI, made.id(), 1L, before -> before))
                    .isInstanceOf(Stale.class);

            assertThat(noted).hasSize(1);

            views.delete(LI, made.id(), 2L);
            assertThat(views.list(LI, "")).isEmpty();
            assertThat(noted).extracting(Journal.Entry::operation).containsExactly("shared", "deleted");
            assertThat(noted).allSatisfy(entry -> {
                assertThat(entry.type()).isEqualTo("views");
                assertThat(entry.recordId()).isEqualTo(made.id());
                assertThat(entry.userId()).isEqualTo(LI.userId());
            });
            assertThat(noted.get(0).changes())
                    .isEqualTo("{\"type\":\"firms\",\"name\":\"A级\",\"audience\":[\"owner\",\"all\"]}");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatDoesNotFitTheTypeIsNamed(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            Views views = views(firms);
            Content wrong = new Content("x", "nope==1", "", "planet", List.of("moon"), "revenue", null, false);
            assertThatThrownBy(() -> views.create(LI, "firms", wrong))
                    .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.violations())
                            .extracting("field")
                            .containsExactly("filter", "sort", "columns", "groupBy"));
            Content unreadable = new Content("", "level==(", "", "", List.of("name", "name"), null, "tiny", false);
            assertThatThrownBy(() -> views.create(LI, "firms", unreadable))
                    .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.violations())
                            .extracting("field")
                            .containsExactly("name", "columns", "density"));
            assertThatThrownBy(() -> views.create(LI, "firms", named("x", "level==(")))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            e -> assertThat(e.violations()).extracting("field").containsExactly("filter"));
            assertThatThrownBy(() -> views.create(STRANGER, "firms", named("x", "")))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> views.create(LI, "planets", named("x", "")))
                    .isInstanceOf(NotFound.class);
            assertThat(told).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNameIsTakenOnceByEachUserAndType(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            Views views = views(firms);
            views.create(LI, "firms", named("Mine", ""));
            View other = views.create(LI, "firms", named("other", ""));
            views.create(HAN, "firms", named("Mine", ""));
            assertThatThrownBy(() -> views.create(LI, "firms", named("MINE", "")))
                    .isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> views.update(LI, other.id(), null, before -> named("mine", "")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void eachUserChoosesTheViewThatListsOpenWith(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            Views views = views(firms);
            View first = views.create(LI, "firms", shared(named("first", ""), true));
            View second = views.create(LI, "firms", named("second", ""));

            assertThat(views.makeDefault(LI, first.id(), true).isDefault()).isTrue();
            assertThat(views.makeDefault(HAN, first.id(), true).isDefault()).isTrue();
            assertThat(views.makeDefault(LI, second.id(), true).isDefault()).isTrue();
            assertThat(views.get(LI, first.id()).isDefault()).isFalse();
            assertThat(views.makeDefault(LI, first.id(), false).isDefault()).isFalse();
            assertThat(views.get(LI, second.id()).isDefault()).isTrue();
            preferences.put(LI, "views.default.firms", "\"all\"");
            assertThat(views.list(LI, "firms")).noneMatch(View::isDefault);
            assertThat(views.list(HAN, "firms")).allMatch(View::isDefault);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aUserKeepsTwoHundredViewsAtMost(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            Views views = views(firms);
            IntStream.range(0, Views.VIEWS_AT_MOST).forEach(i -> views.create(LI, "firms", named("v" + i, "")));
            assertThatThrownBy(() -> views.create(LI, "firms", named("one more", "")))
                    .isInstanceOf(Conflict.class);
            assertThat(views.list(LI, "firms")).hasSize(200);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aViewForADepartmentIsSeenThereAndBelow(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            Views views = views(firms);
            View made = views.create(
                    LI, "firms", new Content("x", "", "", "", List.of(), null, null, Views.Audience.DEPARTMENT));

            assertThat(made.content().audience()).isEqualTo(Views.Audience.DEPARTMENT);
            assertThat(views.list(HAN, "firms")).singleElement().matches(view -> !view.mine());
            assertThat(views.get(HAN, made.id()).content().shared()).isTrue();
            assertThat(views.list(ABOVE, "firms")).isEmpty();
            assertThat(views.list(NOWHERE, "firms")).isEmpty();
            assertThatThrownBy(() -> views.get(ABOVE, made.id())).isInstanceOf(NotFound.class);
            View own = views.create(
                    NOWHERE, "firms", new Content("y", "", "", "", List.of(), null, null, Views.Audience.DEPARTMENT));
            assertThat(views.list(HAN, "firms")).doesNotContain(own);
            assertThat(views.list(NOWHERE, "firms")).containsExactly(own);
        }
    }

    private StoredViews views(FirmDatabase firms) {
        LiveUpdates live = new LiveUpdates() {
            @Override
            public void publish(LiveUpdate update) {
                told.add(update);
            }

            @Override
            public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
                throw new UnsupportedOperationException();
            }
        };
        return new StoredViews(
                firms.database.database(),
                firms.database.transactions(),
                firms.database.ids(),
                preferences,
                live,
                new SavedQueries(firms.planner),
                PLACES,
                journal,
                Clock.systemUTC());
    }

    private static Content named(String name, String filter) {
        return new Content(name, filter, "", "", List.of(), null, null, false);
    }

    private static Content shared(Content before, boolean shared) {
        return new Content(
                before.name(),
                before.filter(),
                before.q(),
                before.sort(),
                before.columns(),
                before.groupBy(),
                before.density(),
                shared);
    }

    private static Caller caller(long id, String... permissions) {
        return new Caller(id, "u" + id, "u", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of(permissions));
    }
}
