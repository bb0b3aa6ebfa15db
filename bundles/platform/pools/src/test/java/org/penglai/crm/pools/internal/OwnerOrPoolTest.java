package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecordWrites;

/** A record has either an owner or a pool: in lists of changes, as imports and bulk edits write them. */
@Timeout(120)
class OwnerOrPoolTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theRowsOfAFileHaveOneOrTheOther(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            long li = sea.person("李四");
            RecordSnapshot pool = sea.pool("公海");
            RecordSnapshot owned = sea.owned("有主", zhang);
            RecordSnapshot pooled = sea.pooled("在公海", pool);

            List<RecordWrites.Result> results = sea.writes.applyEach(
                    Sea.seller(zhang),
                    List.of(
                            created("进公海", "pool", pool.id()),
                            created("给同事", "owner", li),
                            created("两者都填", "pool", pool.id(), "owner", li),
                            created("都不填"),
                            created("没有负责人", "owner", null),
                            updated(owned, "pool", pool.id()),
                            updated(pooled, "name", "改名", "pool", pool.id())));

            assertThat(results)
                    .extracting(OwnerOrPoolTest::said)
                    .containsExactly("pool", "owner", "ownerAndPool", "owner", "pool", "pool", "pool");
            assertThat(results.get(5).snapshot().reference("previousOwner")).isEqualTo(zhang);
            assertThat(results.get(6).snapshot().text("name")).isEqualTo("改名");

            List<RecordWrites.Result> back = sea.writes.applyEach(
                    Sea.seller(zhang),
                    List.of(updated(owned, "owner", zhang), updated(pooled, "pool", null), created("还行")));
            assertThat(back)
                    .as("claiming by a file is refused row by row")
                    .extracting(OwnerOrPoolTest::said)
                    .containsExactly("mayNotAssign", "invalid", "owner");
            assertThat(sea.writes.applyEach(Sea.manager(9), List.of(updated(owned, "owner", zhang))))
                    .extracting(OwnerOrPoolTest::said)
                    .containsExactly("owner");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whateverIsWrittenInWhateverOrder(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            Random random = new Random(20301);
            List<Long> people = List.of(sea.person("甲"), sea.person("乙"));
            List<RecordSnapshot> pools = List.of(sea.pool("一"), sea.pool("二"));
            List<RecordSnapshot> leads = new ArrayList<>();
            for (int at = 0; at < 6; at++) {
                leads.add(at % 2 == 0 ? sea.owned("线索" + at, people.get(0)) : sea.pooled("线索" + at, pools.get(0)));
            }
            for (int round = 0; round < 25; round++) {
                List<RecordChange> changes = new ArrayList<>();
                for (RecordSnapshot lead : leads) {
                    Map<String, Object> values = new HashMap<>();
                    if (random.nextBoolean()) {
                        values.put("owner", random.nextInt(3) == 0 ? null : people.get(random.nextInt(2)));
                    }
                    if (random.nextBoolean()) {
                        values.put(
                                "pool",
                                random.nextInt(3) == 0
                                        ? null
                                        : pools.get(random.nextInt(2)).id());
                    }
                    changes.add(new RecordChange.Update(Lead.TYPE, lead.id(), null, values));
                }
                Caller caller = random.nextBoolean() ? Sea.manager(9) : Sea.seller(people.get(random.nextInt(2)));
                sea.writes.applyEach(caller, changes);
                for (RecordSnapshot lead : leads) {
                    RecordSnapshot now = sea.read(lead);
                    assertThat(now.reference("owner") == null)
                            .as("round %s: %s", round, now.values())
                            .isEqualTo(now.reference("pool") != null);
                }
            }
        }
    }

    private static RecordChange created(String name, Object... more) {
        Map<String, Object> values = values(more);
        values.put("name", name);
        return new RecordChange.Create(Lead.TYPE, values);
    }

    private static RecordChange updated(RecordSnapshot lead, Object... values) {
        return new RecordChange.Update(Lead.TYPE, lead.id(), null, values(values));
    }

    private static Map<String, Object> values(Object... pairs) {
        Map<String, Object> values = new HashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            values.put((String) pairs[at], pairs[at + 1]);
        }
        return values;
    }

    /** owner, pool, both, neither, or what stood against it. */
    private static String said(RecordWrites.Result result) {
        CrmException failure = result.failure();
        if (failure != null) {
            return failure.violations().isEmpty()
                            || !failure.violations().get(0).field().equals("pool")
                    ? failure.code()
                    : failure.violations().get(0).code();
        }
        boolean owner = result.snapshot().reference("owner") != null;
        boolean pool = result.snapshot().reference("pool") != null;
        return owner ? pool ? "both" : "owner" : pool ? "pool" : "neither";
    }
}
