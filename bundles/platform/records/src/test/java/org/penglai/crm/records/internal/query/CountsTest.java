package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockDataProvider;
import org.jooq.tools.jdbc.MockResult;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.RecordQueries.Count;

/** How many rows a list has, told without counting all of a large table. */
class CountsTest {
    private static final Field<Long> NUMBER = DSL.field("number", SQLDataType.BIGINT);

    private final List<String> asked = new ArrayList<>();
    private final MockDataProvider answers = context -> {
        asked.add(context.sql());
        DSLContext sql = DSL.using(SQLDialect.POSTGRES);
        Result<Record1<Long>> rows = sql.newResult(NUMBER);
        rows.add(sql.newRecord(NUMBER).values(context.sql().contains("pg_class") ? 0L : Counts.CAP + 1L));
        return new MockResult[] {new MockResult(1, rows)};
    };

    @Test
    void aTableThatGrewBeyondTheCapBeforeItsStatisticsWereTakenIsEstimated() {
        Counts counts = new Counts(() -> 0);
        Counts.Rows rows = new Counts.Rows(DSL.table("crm_customer"), DSL.noCondition(), DSL.noCondition(), null);

        Counts.Total total = counts.count(new Answering(), Count.ESTIMATE, rows, "crm_customer", null);

        assertThat(total).isEqualTo(new Counts.Total((long) Counts.CAP, true));
        int before = asked.size();
        assertThat(counts.count(new Answering(), Count.ESTIMATE, rows, "crm_customer", null))
                .isEqualTo(total);
        assertThat(asked).as("remembered").hasSize(before);
    }

    private final class Answering implements Database {
        @Override
        public <T> T read(Function<DSLContext, T> work) {
            return work.apply(DSL.using(new MockConnection(answers), SQLDialect.POSTGRES));
        }

        @Override
        public List<Object[]> fetch(CompiledSelect select, long slot) {
            throw new UnsupportedOperationException("no such query here");
        }

        @Override
        public SQLDialect dialect() {
            return SQLDialect.POSTGRES;
        }

        @Override
        public boolean isAlive() {
            return true;
        }
    }
}
