package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.sealing.Sealing;
import org.penglai.crm.records.spi.Merges;
import org.penglai.crm.records.spi.SealingStatus;

/** Sensitive values are in no table, and found, shown and revealed all the same. */
class SealedFieldsTest {
    private static final String MOBILE = "+8613812345678";
    private static final String OTHER = "+8613987654321";
    private static final Caller OWNER = person(7, "contacts:*");
    private static final Caller COLLEAGUE = person(8, "contacts:*");
    private static final Caller READER = person(9, "contacts:read");

    private static Caller person(long id, String right) {
        return new Caller(id, "user" + id, "User " + id, Locale.ENGLISH, ZoneOffset.UTC, Set.of(right));
    }

    private static RecordSnapshot contact(CustomerKernel kernel, String mobile) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "蓬莱医院", "phone", "010-88886666"));
        RecordSnapshot contact = kernel.create(
                "contacts", Map.of("customer", customer.id(), "name", "欧阳若兮", "mobile", mobile, "wechat", "ouyang-rx"));
        kernel.database.transactions().run(transaction -> transaction
                .sql()
                .execute("update crm_contact set owner_id = 7 where id = ?", contact.id()));
        return contact;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void seededValuesAreInNoTable(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot contact = contact(kernel, MOBILE);
            kernel.update(contact, Map.of("mobile", OTHER, "wechat", "rx-ouyang"));
            kernel.create(
                    "invoiceTitles",
                    Map.of(
                            "customer",
                            contact.reference("customer"),
                            "title",
                            "蓬莱医院",
                            "bankAccount",
                            "6222020200112233"));
            assertThat(kernel.now(contact).text("mobile")).isEqualTo(OTHER);
            assertThat(kernel.history(contact)).contains(MOBILE, OTHER, "ouyang-rx", "欧阳若兮");
            String dump = kernel.dump();
            assertThat(dump).contains("蓬莱医院");
            assertThat(dump)
                    .doesNotContain(
                            "13812345678", "13987654321", "88886666", "6222020200112233", "1234567", "ouyang-rx");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void valuesAreFoundWholeAndByFourCharactersOfThem(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot contact = contact(kernel, MOBILE);
            contact(kernel, OTHER);
            for (String filter : List.of(
                    "mobile==" + MOBILE,
                    "mobile=in=(" + MOBILE + ",+8613000000000)",
                    "mobile==*4567*",
                    "mobile==*12345678",
                    "mobile!=" + OTHER)) {
                assertThat(kernel.list("contacts", filter, 10))
                        .as(filter)
                        .extracting(RecordSnapshot::id)
                        .containsExactly(contact.id());
            }
            assertThat(kernel.list("contacts", "mobile==*9999*", 10)).isEmpty();
            assertThat(kernel.list("contacts", "mobile=null=false", 10)).hasSize(2);
            for (String filter : List.of("mobile==*456*", "mobile>" + MOBILE, "mobile==*1234*5678*")) {
                assertThatThrownBy(() -> kernel.list("contacts", filter, 10))
                        .as(filter)
                        .isInstanceOf(Invalid.class);
            }
            assertThatThrownBy(() -> kernel.planner.idsBehind(OWNER, "contacts", "mobile>1", "", 0, 1))
                    .isInstanceOf(Invalid.class);
            assertThat(kernel.planner.count(OWNER, "contacts", "", "12345678")).isEqualTo(1);
            assertThat(kernel.planner.count(COLLEAGUE, "contacts", "mobile==*4567*", ""))
                    .isZero();
            assertThatThrownBy(() -> {
                        for (int asked = 0; asked < 100; asked++) {
                            kernel.planner.count(COLLEAGUE, "contacts", "mobile==*4567*", "");
                        }
                    })
                    .isInstanceOf(TooMany.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void othersSeeAPartAndMayLookAtTheWholeWhichIsNoted(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot contact = contact(kernel, MOBILE);
            assertThat(kernel.seen(OWNER, contact)).contains(MOBILE);
            assertThat(kernel.seen(Caller.system(), contact)).contains(MOBILE);
            assertThat(kernel.seen(COLLEAGUE, contact)).contains("138****5678").doesNotContain("13812345678");
            assertThat(kernel.reveals().reveal(COLLEAGUE, "contacts", contact.id(), "mobile"))
                    .isEqualTo(MOBILE);
            assertThat(kernel.history(contact)).contains("revealed {\"field\":\"mobile\"}");
            assertThatThrownBy(() -> kernel.reveals().reveal(READER, "contacts", contact.id(), "mobile"))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> kernel.reveals().reveal(COLLEAGUE, "contacts", contact.id(), "name"))
                    .isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatWasStoredInClearIsSealedAndAKeyIsExchangedWhileValuesAreRead(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot contact = contact(kernel, OTHER);
            kernel.database.transactions().run(transaction -> transaction
                    .sql()
                    .execute("update crm_contact set mobile = ? where id = ?", MOBILE, contact.id()));
            assertThat(kernel.now(contact).text("mobile")).isEqualTo(MOBILE);
            assertThat(kernel.list("contacts", "mobile==" + MOBILE, 10)).hasSize(1);
            assertThat(kernel.list("contacts", "mobile==*4567*", 10)).hasSize(1);
            assertThat(kernel.sealed("contacts.mobile").clear()).isEqualTo(1);

            kernel.sealing().run(kernel.clock.instant());
            kernel.sealing().run(kernel.clock.instant());
            assertThat(kernel.dump()).doesNotContain("13812345678");
            assertThat(kernel.keys.of("contacts", "mobile").complete()).isTrue();
            assertThat(kernel.list("contacts", "mobile==" + MOBILE, 10)).hasSize(1);

            kernel.keys.rotate("contacts.mobile");
            kernel.clock.forward(Duration.ofMinutes(2));
            assertThat(kernel.sealed("contacts.mobile"))
                    .isEqualTo(new SealingStatus.Field("contacts.mobile", 2, 0, 1, 0));
            assertThat(kernel.list("contacts", "mobile==" + MOBILE, 10)).hasSize(1);
            Sealing sealing = kernel.sealing();
            sealing.run(kernel.clock.instant());
            sealing.run(kernel.clock.instant());
            kernel.clock.forward(Duration.ofMinutes(2));
            sealing.run(kernel.clock.instant());
            assertThat(kernel.sealed("contacts.mobile"))
                    .isEqualTo(new SealingStatus.Field("contacts.mobile", 2, 0, 0, 1));
            assertThat(kernel.keys.versions())
                    .filteredOn(version -> version.name().equals("contacts.mobile") && version.retiredAt() != null)
                    .hasSize(1);
            assertThat(kernel.now(contact).text("mobile")).isEqualTo(MOBILE);
            assertThat(kernel.list("contacts", "mobile==*4567*", 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void historyTellsNothingOfAPersonOnceTheKeyIsDestroyed(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot contact = contact(kernel, MOBILE);
            kernel.persons.destroy("contacts", contact.id());
            assertThat(kernel.history(contact)).doesNotContain(MOBILE, "欧阳若兮").contains("\"erased\":true");
            kernel.update(contact, Map.of("mobile", OTHER));
            assertThat(kernel.history(contact)).doesNotContain(OTHER);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aMergeKeepsWhatWasThereSealedAndBringsItBack(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot kept = contact(kernel, MOBILE);
            RecordSnapshot other = contact(kernel, OTHER);
            Merges.Merged merged = kernel.merges()
                    .merge(
                            Caller.system(),
                            "contacts",
                            kept.id(),
                            null,
                            List.of(other.id()),
                            Map.of("mobile", other.id()));
            assertThat(kernel.now(kept).text("mobile")).isEqualTo(OTHER);
            assertThat(kernel.dump()).doesNotContain("13812345678", "13987654321");
            assertThat(kernel.merges()
                            .undo(Caller.system(), "contacts", kept.id(), merged.id())
                            .left())
                    .isEmpty();
            assertThat(kernel.now(kept).text("mobile")).isEqualTo(MOBILE);
            assertThat(kernel.now(other).text("mobile")).isEqualTo(OTHER);
            assertThat(kernel.dump()).doesNotContain("13812345678", "13987654321");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void recordsWithTheSameValueAreFoundAmongAll(TestDatabase.Kind kind) throws InterruptedException {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            kernel.create("customers", Map.of("name", "蓬莱医院", "phone", "010-88886666"));
            kernel.create("customers", Map.of("name", "海川食品", "phone", "010-88886666"));
            kernel.create("customers", Map.of("name", "青山机械", "phone", "010-88886667"));
            kernel.create("customers", Map.of("name", "云启科技"));
            assertThat(kernel.searchDuplicates("customers")).isEqualTo(Map.of("groups", 1, "records", 2));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatModulesReadForSomebodyShowsHimNoMore(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot contact = contact(kernel, MOBILE);
            assertThat(kernel.records().find(OWNER, "contacts", contact.id()))
                    .hasValueSatisfying(each -> assertThat(each.text("mobile")).isEqualTo(MOBILE));
            assertThat(kernel.records().find(COLLEAGUE, "contacts", contact.id()))
                    .hasValueSatisfying(each -> assertThat(each.text("mobile")).isEqualTo("138****5678"));
            assertThat(kernel.records()
                            .apply(
                                    COLLEAGUE,
                                    List.of(new RecordChange.Update(
                                            "contacts", contact.id(), null, Map.of("wechat", "ouyang"))))
                            .get(0)
                            .text("mobile"))
                    .isEqualTo("138****5678");
            assertThat(kernel.now(contact).text("mobile")).isEqualTo(MOBILE);
        }
    }
}
