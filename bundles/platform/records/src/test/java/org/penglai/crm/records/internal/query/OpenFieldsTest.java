package org.penglai.crm.records.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;

class OpenFieldsTest {
    private static final Caller STAFF = FirmDatabase.caller("firms:read");
    private static final Caller CLERK = FirmDatabase.caller("firms:read", "users:read");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everybodySeesWhoTheUsersAreButNoMore(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            firms.insert("users", 5, Map.of("name", "韩梅梅", "email", "hmm@example.com"));

            JsonNode seen = firms.list(STAFF, users("", "")).get("items").get(0);
            assertThat(seen.get("name").textValue()).isEqualTo("韩梅梅");
            assertThat(seen.has("email")).isFalse();
            assertThat(seen.has("owner")).isFalse();
            assertThat(firms.json(firms.engine.read(STAFF, "users", 5).body()).has("email"))
                    .isFalse();
            assertThat(firms.list(CLERK, users("", ""))
                            .get("items")
                            .get(0)
                            .get("email")
                            .textValue())
                    .isEqualTo("hmm@example.com");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsHiddenCannotBeFoundOutByFilterOrSearch(TestDatabase.Kind kind) {
        try (FirmDatabase firms = new FirmDatabase(kind)) {
            firms.insert("users", 5, Map.of("name", "韩梅梅", "email", "hmm@example.com"));

            assertThatThrownBy(() -> firms.list(STAFF, users("email==h*", ""))).isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> firms.list(STAFF, FirmDatabase.request("owner.email==h*", "", 10, "")))
                    .isInstanceOf(Invalid.class);
            assertThat(firms.list(CLERK, users("", "hmm@")).get("items")).hasSize(1);
            assertThat(firms.list(STAFF, users("", "hmm@")).get("items")).isEmpty();
            assertThat(firms.list(STAFF, users("", "韩")).get("items")).hasSize(1);
            assertThat(firms.list(STAFF, FirmDatabase.request("owner.name==韩*", "", 10, ""))
                            .get("items"))
                    .isEmpty();
            assertThatThrownBy(() -> firms.snapshots.find(STAFF, "users", 5)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> firms.snapshots.list(STAFF, "users", RecordQuery.where("")))
                    .isInstanceOf(Forbidden.class);
        }
    }

    private static ListRequest users(String filter, String q) {
        return new ListRequest("users", filter, q, "", List.of(), 10, "", Count.NONE);
    }
}
