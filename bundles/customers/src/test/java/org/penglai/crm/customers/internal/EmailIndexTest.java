package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;

/** Mail addresses are compared without regard to case, and a million of them still by an index. */
class EmailIndexTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAddressIsFoundHoweverItIsWritten(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            kernel.create("customers", Map.of("name", "蓬莱", "email", "Li.Si@Penglai.example"));
            kernel.create("customers", Map.of("name", "瀛洲", "email", "info@yingzhou.example"));

            assertThat(kernel.planner.count(Caller.system(), "customers", "email==li.si@penglai.EXAMPLE", ""))
                    .isEqualTo(1);
        }
    }

    @Test
    void postgresqlFindsItByAnIndex() {
        try (CustomerKernel kernel = new CustomerKernel(TestDatabase.Kind.POSTGRES)) {
            List<String> sent = kernel.database
                    .log()
                    .of(() -> kernel.planner.count(Caller.system(), "customers", "email==a@b.example", ""));
            assertThat(sent).anyMatch(text -> text.matches("(?s).*lower\\((\\w+\\.)?email\\).*"));

            String plan = kernel.database.transactions().run(transaction -> {
                DSLContext sql = transaction.sql();
                // The table is empty; whether the index could be used is what is asked.
                sql.execute("set local enable_seqscan = off");
                return sql.fetch("explain select id from crm_customer where lower(email) in ('a@b.example')")
                        .toString();
            });
            assertThat(plan).contains("ix_crm_customer_email_lower");
        }
    }
}
