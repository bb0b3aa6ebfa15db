package org.penglai.crm.security.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.RecordHook.Input;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

class NoCycleTest {
    private final NoCycle rule = new NoCycle("parent", "循环", "Cycle");
    private final MemoryRecords records = new MemoryRecords().with(at(1, null), at(2, 1L), at(3, 2L));

    @Test
    void nothingComesAboveItself() {
        assertThat(isRefused(at(1, null), at(1, 1L))).isTrue();
        assertThat(isRefused(at(1, null), at(1, 3L))).isTrue();
        assertThat(isRefused(at(2, 1L), at(2, 3L))).isTrue();
    }

    @Test
    void otherMovesAreFine() {
        assertThat(isRefused(at(3, 2L), at(3, 1L))).isFalse();
        assertThat(isRefused(at(3, 2L), at(3, null))).isFalse();
        assertThat(isRefused(null, at(4, 3L))).isFalse();
        assertThat(isRefused(at(3, 2L), null)).isFalse();
    }

    private boolean isRefused(RecordSnapshot before, RecordSnapshot after) {
        Operation operation = before == null ? Operation.CREATE : after == null ? Operation.DELETE : Operation.UPDATE;
        return !rule.apply(new Input(operation, before, after, Caller.system(), records, Instant.EPOCH))
                .violations()
                .isEmpty();
    }

    private static RecordSnapshot at(long id, Long parent) {
        Map<String, Object> values = new HashMap<>();
        values.put("parent", parent);
        return new RecordSnapshot("departments", id, 1, values);
    }
}
