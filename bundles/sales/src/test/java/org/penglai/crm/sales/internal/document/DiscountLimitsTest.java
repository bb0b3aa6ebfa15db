package org.penglai.crm.sales.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Of all roles that somebody has, the one that may take off most counts. */
class DiscountLimitsTest {
    private static final long SELLER = 1;
    private static final long MANAGER = 2;
    private static final long READER = 3;

    @Test
    void theHighestLimitOfAllRolesCounts() {
        assertThat(limit(SELLER)).hasValueSatisfying(most -> assertThat(most).isEqualByComparingTo("0.1"));
        assertThat(limit(SELLER, MANAGER, READER))
                .hasValueSatisfying(most -> assertThat(most).isEqualByComparingTo("0.3"));
        assertThat(limit(READER)).as("a role without a limit").isEmpty();
        assertThat(limit()).as("no role at all").isEmpty();
        assertThat(DiscountLimits.of(world(SELLER), Caller.system())).isEmpty();
    }

    @Test
    void whoTakesOffMoreIsToldHowMuchHeMay() {
        assertThatThrownBy(() -> send("0.100001", SELLER)).isInstanceOfSatisfying(Conflict.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("discountTooHigh");
            assertThat(refusal.text().zh()).contains("10.01%", "10%");
        });
        send("0.1", SELLER);
        send("0.3", SELLER, MANAGER);
        send("0.9", READER);
    }

    private static void send(String share, long... roles) {
        RecordSnapshot quote = new RecordSnapshot(
                "quotes", 5, 1, Map.of(Documents.CURRENCY, "CNY", Documents.DISCOUNT_SHARE, new BigDecimal(share)));
        Issuing.freeze(
                new ActionDefinition.Input(quote, Map.of(), caller(), world(roles), Instant.EPOCH),
                "quoteLines",
                "quote",
                new TwoCurrencies());
    }

    private static Optional<BigDecimal> limit(long... roles) {
        return DiscountLimits.of(world(roles), caller());
    }

    private static Caller caller() {
        return new Caller(7, "seller", "Seller", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*:*"));
    }

    /** The user 7 with these roles, two limits, and a document with a line. */
    private static RecordReader world(long... roles) {
        return new RecordReader() {
            @Override
            public Optional<RecordSnapshot> find(Caller caller, String type, long id) {
                List<RecordLink> held = java.util.Arrays.stream(roles)
                        .mapToObj(role -> new RecordLink("roles", role))
                        .toList();
                return type.equals("users") && id == 7
                        ? Optional.of(new RecordSnapshot("users", id, 1, Map.of("roles", held)))
                        : Optional.empty();
            }

            @Override
            public List<RecordSnapshot> list(Caller caller, String type, RecordQuery query) {
                return type.equals(DiscountLimitType.TYPE)
                        ? List.of(row(SELLER, "0.1"), row(MANAGER, "0.3"))
                        : List.of(new RecordSnapshot(type, 1, 1, new HashMap<>()));
            }
        };
    }

    private static RecordSnapshot row(long role, String most) {
        return new RecordSnapshot(
                DiscountLimitType.TYPE,
                role,
                1,
                Map.of(DiscountLimitType.ROLE, role, DiscountLimitType.MOST, new BigDecimal(most)));
    }
}
