package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.pools.FirstPool;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** A type comes with a pool, once. */
class FirstPoolsTest {
    private static final String NAME = "随类型而来";

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTypeThatHasComeIsGivenItsPoolOnce(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            sea.firstPools(pool(Lead.TYPE), pool("customers"));
            assertThat(sea.poolNames()).as("customers are not installed here").containsExactly(NAME);
            RecordSnapshot made = sea.poolNamed(NAME);
            assertThat(made.text(PoolsType.FOR_TYPE)).isEqualTo(Lead.TYPE);
            assertThat(made.get("coolDownDays", Long.class)).isEqualTo(3);

            sea.firstPools(pool(Lead.TYPE));
            assertThat(sea.poolNames()).as("after the next start").containsExactly(NAME);
            sea.delete(made);
            sea.firstPools(pool(Lead.TYPE));
            assertThat(sea.poolNames()).as("whoever deletes it means it").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void wherePeopleHaveMadeOneThereIsNoOther(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            sea.pool("自建公海");
            sea.firstPools(pool(Lead.TYPE));
            assertThat(sea.poolNames()).containsExactly("自建公海");
        }
    }

    private static FirstPool pool(String type) {
        return new FirstPool() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public Map<String, Object> values() {
                return Map.of("name", NAME, "coolDownDays", 3);
            }
        };
    }
}
