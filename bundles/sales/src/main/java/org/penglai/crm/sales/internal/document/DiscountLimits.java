package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** What somebody may take off, by all of his roles. */
final class DiscountLimits {
    private static final String USERS = "users";
    private static final String ROLES = "roles";
    private static final int MOST_ROLES = 1_000;

    private DiscountLimits() {}

    /** The highest limit of his roles; empty if none of them has one. */
    static Optional<BigDecimal> of(RecordReader records, Caller caller) {
        List<RecordSnapshot> limits = caller.isSystem()
                ? List.of()
                : records.list(Caller.system(), DiscountLimitType.TYPE, new RecordQuery("", "", MOST_ROLES));
        if (limits.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> roles = records.find(Caller.system(), USERS, caller.userId())
                .map(user -> user.values().get(ROLES))
                .map(held -> ((Collection<?>) held)
                        .stream().map(role -> ((RecordLink) role).id()).collect(Collectors.toSet()))
                .orElse(Set.of());
        return limits.stream()
                .filter(limit -> roles.contains(limit.reference(DiscountLimitType.ROLE)))
                .map(limit -> limit.get(DiscountLimitType.MOST, BigDecimal.class))
                .max(BigDecimal::compareTo);
    }
}
