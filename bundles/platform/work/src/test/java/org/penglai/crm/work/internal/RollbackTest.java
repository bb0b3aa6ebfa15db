package org.penglai.crm.work.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.watch.StoredWatches;

/**
 * A write that somebody watches, refused at each stage there is: neither audit nor outbox, and so neither index nor
 * webhook, which read nothing else, neither a notice nor a live update tell of it.
 */
class RollbackTest {
    private static final List<String> TABLES = List.of(
            "crm_task",
            "crm_appointment",
            "crm_user",
            "crm_audit",
            "crm_audit_open",
            "crm_outbox",
            "crm_event",
            "crm_notification",
            "crm_reminder",
            "crm_record_tag",
            "crm_external_id",
            "crm_undo",
            "crm_recycle");

    /** Takes what the watched write needs and makes the whole fail. */
    @FunctionalInterface
    private interface Stage {
        void fail(WorkKernel kernel, Caller zhao, RecordChange write);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesNoEventNoticeOrIndexEntry(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            Caller li = kernel.user("li", WorkKernel.SHANGHAI);
            Caller zhao = kernel.user("zhao", WorkKernel.SHANGHAI);
            RecordSnapshot task = kernel.create(zhao, "tasks", "subject", "合同评审");
            StoredWatches.with(
                            kernel.records,
                            kernel.database.database(),
                            kernel.database.transactions(),
                            Clock.systemUTC())
                    .watch(li, "tasks", task.id(), true);
            RecordChange write = new RecordChange.Update("tasks", task.id(), null, Map.of("remark", "改"));
            kernel.database.transactions().run(RollbackTest::deferred);
            Map<String, Integer> before = rows(kernel);
            int told = kernel.told.size();

            stages(task).forEach((stage, failing) -> {
                failing.fail(kernel, zhao, write);
                assertThat(rows(kernel)).as(stage).isEqualTo(before);
                assertThat(kernel.told).as(stage).hasSize(told);
                assertThat(kernel.list("tasks", "subject==合同评审"))
                        .singleElement()
                        .extracting(RecordSnapshot::version)
                        .as(stage)
                        .isEqualTo(task.version());
            });

            kernel.records.apply(zhao, List.of(write));
            Map<String, Integer> after = rows(kernel);
            for (String table : List.of("crm_audit", "crm_outbox", "crm_notification")) {
                assertThat(after.get(table)).as(table).isEqualTo(before.get(table) + 1);
            }
            assertThat(kernel.told).hasSizeGreaterThan(told);
        }
    }

    private static Map<String, Stage> stages(RecordSnapshot task) {
        Map<String, Stage> stages = new LinkedHashMap<>();
        Instant noon = Instant.parse("2027-05-12T04:00:00Z");
        stages.put(
                "a rule objects",
                together(new RecordChange.Create(
                        "appointments", Map.of("subject", "倒着", "startAt", noon, "endAt", noon.minusSeconds(3_600)))));
        stages.put("a key is taken", together(new RecordChange.Create("users", Map.of("username", "li", "name", "李"))));
        stages.put("a field is missing", together(new RecordChange.Create("tasks", Map.of("remark", "无主题"))));
        stages.put(
                "a version is stale",
                together(new RecordChange.Update("tasks", task.id(), 99L, Map.of("priority", "high"))));
        stages.put("a right is missing", (kernel, zhao, write) -> {
            Caller nobody =
                    new Caller(zhao.userId(), "zhao", "zhao", zhao.locale(), WorkKernel.SHANGHAI, Set.of("tasks:read"));
            assertThatThrownBy(() -> kernel.records.apply(nobody, List.of(write)))
                    .isInstanceOf(RuntimeException.class);
        });
        stages.put("the caller around it fails", (kernel, zhao, write) -> assertThatThrownBy(
                        () -> kernel.database.transactions().run(transaction -> {
                            kernel.records.apply(zhao, List.of(write));
                            throw new IllegalStateException("thought better of it");
                        }))
                .hasMessage("thought better of it"));
        stages.put(
                "the caller around it only rehearses",
                (kernel, zhao, write) -> kernel.database.transactions().run(transaction -> {
                    kernel.records.apply(zhao, List.of(write));
                    transaction.rollbackOnly();
                    return null;
                }));
        stages.put("the database fails at the commit", (kernel, zhao, write) -> assertThatThrownBy(
                        () -> kernel.database.transactions().run(transaction -> {
                            kernel.records.apply(zhao, List.of(write));
                            for (int twice = 0; twice < 2; twice++) {
                                transaction.sql().execute(DSL.sql("insert into t_only_at_commit (id) values (1)"));
                            }
                            return null;
                        }))
                .isInstanceOf(RuntimeException.class));
        return stages;
    }

    /** The watched write and another one, which fails, in one transaction. */
    private static Stage together(RecordChange failing) {
        return (kernel, zhao, write) -> assertThatThrownBy(() -> kernel.records.apply(zhao, List.of(write, failing)))
                .isInstanceOf(RuntimeException.class);
    }

    /** A table whose key is looked at when the transaction commits, and not before. */
    private static Void deferred(Transaction transaction) {
        transaction
                .sql()
                .execute(DSL.sql("create table t_only_at_commit (id int not null, constraint uq_only_at_commit"
                        + " unique (id) deferrable initially deferred)"));
        return null;
    }

    private static Map<String, Integer> rows(WorkKernel kernel) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        kernel.database.database().read(sql -> {
            TABLES.forEach(name -> rows.put(name, sql.fetchCount(DSL.table(DSL.unquotedName(name)))));
            return null;
        });
        return rows;
    }
}
