package org.penglai.crm.approvals.internal.course;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.approvals.internal.flow.Mode;
import org.penglai.crm.approvals.internal.flow.Plan;
import org.penglai.crm.approvals.internal.flow.Who;

/** Whom a step asks. */
final class Asked {
    private final People people;
    private final RecordSnapshot record;
    private final long requester;
    /** In the base currency; null if there is none. */
    private final BigDecimal amount;

    Asked(People people, RecordSnapshot record, long requester, BigDecimal amount) {
        this.people = people;
        this.record = record;
        this.requester = requester;
        this.amount = amount;
    }

    /** Those who work here, each once; in the place of whoever does not, and of nobody at all, the fallback. */
    Set<Long> of(Plan.Step step, long fallback) {
        Set<Long> asked = new LinkedHashSet<>();
        for (Long user : named(step)) {
            asked.add(people.isActive(user) ? user : fallback);
        }
        if (asked.isEmpty()) {
            asked.add(fallback);
        }
        return asked;
    }

    private List<Long> named(Plan.Step step) {
        return switch (step.who()) {
            case USER -> step.users();
            case ROLE ->
                people.holding(step.role()).stream()
                        .filter(user -> user != requester)
                        .toList();
            case MANAGER ->
                people.managers(requester, step.level()).stream()
                        .skip(step.level() - 1L)
                        .toList();
            case MANAGER_CHAIN -> people.managers(requester, levels(step));
            case FIELD -> inField(step.field());
        };
    }

    /** Up to the first level whose limit is not less than the amount. */
    private int levels(Plan.Step step) {
        if (step.limits().isEmpty() || amount == null) {
            return step.level();
        }
        long exceeded = step.limits().stream()
                .filter(limit -> amount.compareTo(limit) > 0)
                .count();
        return (int) exceeded + 1;
    }

    private List<Long> inField(String field) {
        Object value = record.values().get(field);
        if (value instanceof Long user) {
            return List.of(user);
        }
        List<Long> users = new ArrayList<>();
        if (value instanceof List<?> links) {
            for (Object link : links) {
                if (link instanceof RecordLink to && to.type().equals("users")) {
                    users.add(to.id());
                }
            }
        }
        return users;
    }

    /** Whether its people are asked one after the other. */
    static boolean inTurn(Plan.Step step) {
        return step.who() == Who.MANAGER_CHAIN || step.mode() == Mode.SEQUENCE;
    }
}
