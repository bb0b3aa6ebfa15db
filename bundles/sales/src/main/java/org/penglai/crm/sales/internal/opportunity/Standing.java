package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/**
 * How a deal stands at a moment, as a row of its history: what is expected of it, who stands for it in which department, how
 * far it has come, and what it is worth in the firm's own currency at that day's rate.
 */
public final class Standing {
    private static final String USERS = "users";
    private static final String DEPARTMENT = "department";

    private final Currencies currencies;

    Standing(Currencies currencies) {
        this.currencies = currencies;
    }

    /**
     * The row but for title, author and moment.
     *
     * @param before the deal as it was; null for a new one
     * @param last the row before; null if there is none
     * @param zone tells which day it is
     */
    Map<String, Object> row(
            RecordReader records,
            RecordSnapshot before,
            RecordSnapshot after,
            RecordSnapshot last,
            Instant now,
            ZoneId zone) {
        Map<String, Object> row = new HashMap<>();
        Long from = before == null ? null : before.reference(OpportunityType.STAGE);
        Long to = after.reference(OpportunityType.STAGE);
        boolean move = !Objects.equals(from, to);
        row.put(StageChangeType.OPPORTUNITY, after.id());
        row.put(StageChangeType.FROM, from);
        row.put(StageChangeType.TO, to);
        row.put(StageChangeType.AT, now);
        row.put(StageChangeType.IS_MOVE, move);
        if (move && before != null && before.get(OpportunityType.STAGE_CHANGED_AT, Instant.class) != null) {
            row.put(
                    StageChangeType.STAYED_SECONDS,
                    Duration.between(before.get(OpportunityType.STAGE_CHANGED_AT, Instant.class), now)
                            .toSeconds());
        }
        row.put(StageChangeType.FURTHEST, furthest(records, last, to));
        holder(records, row, after, last, !move && OpportunityStatus.isClosed(after));
        outlook(row, after, now, zone);
        return row;
    }

    /** A deal that is lost has come as far as it was; one that goes on after it was won begins anew. */
    private static Long furthest(RecordReader records, RecordSnapshot last, Long to) {
        Long known = last == null ? null : last.reference(StageChangeType.FURTHEST);
        if (known == null || known.equals(to)) {
            return to;
        }
        RecordSnapshot reached = stage(records, known);
        RecordSnapshot entered = stage(records, to);
        if (reached == null || entered == null || OpportunityStatus.LOST.equals(entered.text(StageType.KIND))) {
            return known;
        }
        boolean stays = OpportunityStatus.OPEN.equals(reached.text(StageType.KIND))
                && OpportunityStatus.OPEN.equals(entered.text(StageType.KIND))
                && Objects.equals(reached.reference(StageType.PIPELINE), entered.reference(StageType.PIPELINE))
                && reached.integer(StageType.ORDER, 0) > entered.integer(StageType.ORDER, 0);
        return stays ? known : to;
    }

    private static RecordSnapshot stage(RecordReader records, Long id) {
        return records.find(Caller.system(), StageType.TYPE, id).orElse(null);
    }

    /** Whose success it was is settled when the deal is closed, whoever looks after it later. */
    private static void holder(
            RecordReader records, Map<String, Object> row, RecordSnapshot after, RecordSnapshot last, boolean settled) {
        if (settled && last != null) {
            row.put(SystemFields.OWNER, last.reference(SystemFields.OWNER));
            row.put(SystemFields.OWNER_DEPARTMENT, last.reference(SystemFields.OWNER_DEPARTMENT));
        } else {
            Long owner = after.reference(SystemFields.OWNER);
            row.put(SystemFields.OWNER, owner);
            row.put(SystemFields.OWNER_DEPARTMENT, department(records, owner));
        }
    }

    /** The department that the person is in now; null for none. */
    public static Long department(RecordReader records, Long user) {
        return person(records, user).map(person -> person.reference(DEPARTMENT)).orElse(null);
    }

    /** What the person is called. */
    public static String name(RecordReader records, Long user) {
        return person(records, user).map(person -> person.text("name")).orElse("?");
    }

    private static Optional<RecordSnapshot> person(RecordReader records, Long user) {
        if (user == null) {
            return Optional.empty();
        }
        try {
            return records.find(Caller.system(), USERS, user);
        } catch (NotFound nobodyIsKept) {
            return Optional.empty();
        }
    }

    private void outlook(Map<String, Object> row, RecordSnapshot after, Instant now, ZoneId zone) {
        LocalDate closedOn = after.get(OpportunityType.CLOSED_ON, LocalDate.class);
        BigDecimal probability = after.get(OpportunityType.PROBABILITY, BigDecimal.class);
        Money amount = after.get(OpportunityType.AMOUNT, Money.class);
        row.put(OpportunityType.AMOUNT, amount);
        row.put(OpportunityType.PROBABILITY, probability);
        row.put(OpportunityType.EXPECTED_CLOSE_ON, after.get(OpportunityType.EXPECTED_CLOSE_ON, LocalDate.class));
        row.put(OpportunityType.FORECAST_CATEGORY, after.text(OpportunityType.FORECAST_CATEGORY));
        row.put(OpportunityType.CLOSED_ON, closedOn);
        if (closedOn != null) {
            LocalDate begun = LocalDate.ofInstant(after.get(SystemFields.CREATED_AT, Instant.class), zone);
            row.put(StageChangeType.CYCLE_DAYS, Math.max(0, ChronoUnit.DAYS.between(begun, closedOn)));
        }
        LocalDate day = closedOn == null ? LocalDate.ofInstant(now, zone) : closedOn;
        if (amount != null) {
            currencies
                    .rate(amount.currency(), day)
                    .map(rate -> currencies.toBase(amount, rate))
                    .ifPresent(base -> {
                        row.put(StageChangeType.BASE_AMOUNT, base);
                        row.put(StageChangeType.WEIGHTED_AMOUNT, weighted(base, probability));
                    });
        }
    }

    private static Money weighted(Money base, BigDecimal probability) {
        BigDecimal share = probability == null ? BigDecimal.ZERO : probability;
        return new Money(
                base.amount().multiply(share).setScale(base.amount().scale(), RoundingMode.HALF_UP), base.currency());
    }
}
