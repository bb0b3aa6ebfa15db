package org.penglai.crm.privacy.internal.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.privacy.Channel;
import org.penglai.crm.api.privacy.Consents;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.privacy.internal.PrivacyKernel;

/** Nothing may be sent that nobody agreed to; what is withdrawn counts at once. */
class ConsentsTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConsentHoldsForItsPersonChannelAndPurposeUntilItIsWithdrawn(TestDatabase.Kind kind) {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            RecordSnapshot person = kernel.list("users", "username==chen").get(0);
            Consents consents = new StoredConsents(kernel.database.database(), kernel.database.dataSource());
            assertThat(consents.mayContact("users", person.id(), Channel.EMAIL, "marketing"))
                    .isFalse();

            RecordSnapshot consent = kernel.create(
                    clerk,
                    "consents",
                    "person",
                    List.of(new RecordLink("users", person.id())),
                    "channel",
                    "email",
                    "purpose",
                    " Marketing ",
                    "proof",
                    "form 17");

            assertThat(consent.values().get("givenAt")).isNotNull();
            assertThat(consents.mayContact("users", person.id(), Channel.EMAIL, "MARKETING"))
                    .isTrue();
            assertThat(consents.mayContact("users", person.id(), Channel.SMS, "marketing"))
                    .isFalse();
            assertThat(consents.mayContact("users", person.id(), Channel.EMAIL, "survey"))
                    .isFalse();
            assertThat(consents.mayContact("users", person.id() + 1, Channel.EMAIL, "marketing"))
                    .isFalse();

            kernel.act(clerk, consent, "withdraw");
            assertThat(consents.mayContact("users", person.id(), Channel.EMAIL, "marketing"))
                    .isFalse();

            kernel.act(clerk, consent, "grant");
            assertThat(consents.mayContact("users", person.id(), Channel.EMAIL, "marketing"))
                    .isTrue();

            kernel.records.apply(clerk, List.of(new RecordChange.Delete("consents", consent.id(), null)));
            assertThat(consents.mayContact("users", person.id(), Channel.EMAIL, "marketing"))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConsentBelongsToExactlyOnePersonAndIsNotOfTheFuture(TestDatabase.Kind kind) {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            RecordLink person = new RecordLink("users", clerk.userId());
            assertThatThrownBy(() -> kernel.create(clerk, "consents", "channel", "email", "purpose", "service"))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> kernel.records.apply(
                            clerk,
                            List.of(new RecordChange.Create(
                                    "consents",
                                    Map.of(
                                            "person",
                                            List.of(person),
                                            "channel",
                                            "email",
                                            "purpose",
                                            "service",
                                            "givenAt",
                                            "2999-01-01T00:00:00Z")))))
                    .isInstanceOf(Invalid.class);
            assertThat(kernel.list("consents", "")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAddressIsSuppressedHoweverItIsWritten(TestDatabase.Kind kind) {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            Consents consents = new StoredConsents(kernel.database.database(), kernel.database.dataSource());
            kernel.create(clerk, "suppressions", "channel", "email", "address", " Li.Na@Example.COM ");
            kernel.create(clerk, "suppressions", "channel", "sms", "address", "138 0013 8000");
            kernel.create(
                    clerk,
                    "suppressions",
                    "channel",
                    "email",
                    "address",
                    Addresses.hashed("wang@example.com"),
                    "reason",
                    "erased");

            assertThat(consents.suppressed(Channel.EMAIL, "li.na@example.com")).isTrue();
            assertThat(consents.suppressed(Channel.SMS, "+86 138-0013-8000")).isTrue();
            assertThat(consents.suppressed(Channel.SMS, "００８６１３８００１３８０００")).isTrue();
            assertThat(consents.suppressed(Channel.EMAIL, "Wang@example.com")).isTrue();
            assertThat(consents.suppressed(Channel.PHONE, "13800138000")).isFalse();
            assertThat(consents.suppressed(Channel.EMAIL, "li@example.com")).isFalse();
        }
    }
}
