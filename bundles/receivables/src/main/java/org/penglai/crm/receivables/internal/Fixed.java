package org.penglai.crm.receivables.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * What has taken effect stays as it is: content is changed, and a record deleted, only in its first states. The platform
 * itself takes sample records away whatever their state is.
 *
 * @param open states in which it may
 * @param content fields that are fixed afterwards
 */
public record Fixed(Set<String> open, List<String> content) implements RecordHook {
    public Fixed {
        open = Set.copyOf(open);
        content = List.copyOf(content);
    }

    @Override
    public Outcome apply(Input input) {
        boolean deleted = input.operation() == Operation.DELETE;
        boolean touched = deleted && !input.caller().isSystem()
                || !deleted && input.before() != null && content.stream().anyMatch(name -> changed(input, name));
        if (touched) {
            require(input.before());
        }
        return Outcome.none();
    }

    /** @throws Conflict if the record has taken effect */
    public void require(RecordSnapshot record) {
        if (!open.contains(record.text(Receivables.STATUS))) {
            throw new Conflict(
                    "notDraft", Localized.of("已生效的单据不能修改或删除。", "What has taken effect is not changed or deleted."));
        }
    }

    /** Whether the write gives the field another value; 1.0 and 1.00 are the same. */
    public static boolean changed(Input input, String name) {
        Object before = input.before() == null ? null : input.before().values().get(name);
        Object after = input.after().values().get(name);
        if (before instanceof Money one && after instanceof Money other) {
            return !one.currency().equals(other.currency()) || one.amount().compareTo(other.amount()) != 0;
        }
        return before instanceof BigDecimal one && after instanceof BigDecimal other
                ? one.compareTo(other) != 0
                : !Objects.equals(before, after);
    }
}
