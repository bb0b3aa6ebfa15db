package org.penglai.crm.pools.internal;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Whether the rules of a pool make sense. */
final class PoolCheck implements RecordHook {
    private static final String[] DAYS = {
        "coolDownDays", "reclaimNoFollowUpDays", "reclaimNotWonDays", "transferAfterDays"
    };
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_WARNING = 90;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot pool = input.after();
        if (pool == null) {
            return outcome;
        }
        for (String field : DAYS) {
            within(pool, field, 1, MOST_DAYS, outcome);
        }
        within(pool, "warnDays", 0, MOST_WARNING, outcome);
        within(pool, "claimLimitPerDay", 0, Integer.MAX_VALUE, outcome);
        within(pool, "holdingLimit", 0, Integer.MAX_VALUE, outcome);
        zone(pool, outcome);
        exempt(input, outcome);
        visibleFields(input, outcome);
        transfer(input, outcome);
        return outcome;
    }

    private static void within(RecordSnapshot pool, String field, long least, long most, Outcome outcome) {
        long value = pool.integer(field, least);
        if (value < least || value > most) {
            outcome.reject(Violation.of(
                    field,
                    "outOfRange",
                    "应在 " + least + " 到 " + most + " 之间。",
                    "Must be from " + least + " to " + most + "."));
        }
    }

    private static void zone(RecordSnapshot pool, Outcome outcome) {
        try {
            ZoneId.of(pool.text("zone"));
        } catch (DateTimeException unknown) {
            outcome.reject(Violation.of(
                    "zone", "invalid", "未知时区，例如 Asia/Shanghai。", "Unknown time zone; an example is Asia/Shanghai."));
        }
    }

    private static void exempt(Input input, Outcome outcome) {
        String filter = input.after().text("exempt");
        if (filter == null) {
            return;
        }
        try {
            input.records().list(Caller.system(), input.after().text("type"), new RecordQuery(filter, "", 1));
        } catch (NotFound notInstalled) {
            // The type may come later; a filter that fits nothing then exempts everything.
        } catch (CrmException refused) {
            outcome.reject(new Violation("exempt", "invalid", refused.text()));
        }
    }

    private static void visibleFields(Input input, Outcome outcome) {
        for (String name : PoolTerms.names(input.after().text("visibleFields"))) {
            try {
                input.records()
                        .list(Caller.system(), input.after().text("type"), new RecordQuery(name + "=null=true", "", 1));
            } catch (NotFound notInstalled) {
                return;
            } catch (CrmException refused) {
                outcome.reject(new Violation("visibleFields", "invalid", refused.text()));
            }
        }
    }

    private static void transfer(Input input, Outcome outcome) {
        Long target = input.after().reference("transferTo");
        if (target == null) {
            return;
        }
        boolean fits = target != input.after().id()
                && input.records()
                        .find(Caller.system(), PoolsType.TYPE, target)
                        .filter(other -> input.after().text("type").equals(other.text("type")))
                        .isPresent();
        if (!fits) {
            outcome.reject(Violation.of(
                    "transferTo", "wrongPool", "应为同一对象的另一个公海。", "Must be another pool for the same records."));
        }
    }
}
