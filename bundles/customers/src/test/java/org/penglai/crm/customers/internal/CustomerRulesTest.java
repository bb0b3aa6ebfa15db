package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What the rules of the customer types promise, through the kernel, on both databases. */
class CustomerRulesTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofTheAddressesOfACustomerOneIsTheDefault(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot one = customer(kernel, "云启科技有限公司");
            RecordSnapshot other = customer(kernel, "海川食品有限公司");
            RecordSnapshot first = address(kernel, one, "文三路 1 号", true);
            RecordSnapshot elsewhere = address(kernel, other, "人民路 8 号", true);
            RecordSnapshot second = address(kernel, one, "文三路 2 号", true);

            assertThat(kernel.now(first).values()).containsEntry("isDefault", false);
            assertThat(kernel.now(second).values()).containsEntry("isDefault", true);
            assertThat(kernel.now(elsewhere).values()).containsEntry("isDefault", true);
            kernel.update(first, Map.of("isDefault", true));
            assertThat(kernel.now(second).values()).containsEntry("isDefault", false);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theCustomerKnowsItsPrimaryContact(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot customer = customer(kernel, "云启科技有限公司");
            RecordSnapshot li = contact(kernel, customer, "李敏", true);
            assertThat(kernel.now(customer).reference("primaryContact")).isEqualTo(li.id());
            RecordSnapshot wang = contact(kernel, customer, "王强", true);
            assertThat(kernel.now(customer).reference("primaryContact")).isEqualTo(wang.id());
            assertThat(kernel.now(li).values()).containsEntry("isPrimary", false);

            kernel.act(wang, "markLeft", Map.of());
            assertThat(kernel.now(customer).reference("primaryContact")).isNull();
            kernel.update(li, Map.of("isPrimary", true));
            kernel.apply(new RecordChange.Delete("contacts", li.id(), null));
            assertThat(kernel.now(customer).reference("primaryContact")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aContactAndTheCustomerThatPointsToItGoInOneList(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot customer = customer(kernel, "云启科技有限公司");
            RecordSnapshot li = contact(kernel, customer, "李敏", true);
            kernel.apply(
                    new RecordChange.Delete("contacts", li.id(), null),
                    new RecordChange.Delete("customers", customer.id(), null));
            assertThat(kernel.list("customers", "", 1)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void relationsAreNamedAfterTheOtherCustomerAndLeadToOthersOnly(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot maker = customer(kernel, "云启科技有限公司");
            RecordSnapshot dealer = customer(kernel, "海川贸易有限公司");
            RecordSnapshot relation = kernel.create(
                    "customerRelations", Map.of("customer", maker.id(), "related", dealer.id(), "kind", "channel"));
            assertThat(relation.text("title")).isEqualTo("海川贸易有限公司");
            refused(
                    () -> kernel.create(
                            "customerRelations",
                            Map.of("customer", maker.id(), "related", maker.id(), "kind", "partner")),
                    "related",
                    "relatedToItself");
            assertThatThrownBy(() -> kernel.create(
                            "customerRelations",
                            Map.of("customer", maker.id(), "related", dealer.id(), "kind", "channel")))
                    .isInstanceOf(Conflict.class);
            kernel.apply(new RecordChange.Delete("customers", dealer.id(), null));
            assertThat(kernel.list("customerRelations", "", 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nobodyStandsAboveHimself(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot top = customer(kernel, "集团");
            RecordSnapshot middle = kernel.create("customers", Map.of("name", "分公司", "parent", top.id()));
            RecordSnapshot bottom = kernel.create("customers", Map.of("name", "办事处", "parent", middle.id()));
            refused(() -> kernel.update(top, Map.of("parent", bottom.id())), "parent", "circular");
            refused(() -> kernel.update(top, Map.of("parent", top.id())), "parent", "circular");
            kernel.update(bottom, Map.of("parent", top.id()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theStatusMovesByActionsAndByAStatedIntention(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot customer = customer(kernel, "云启科技有限公司");
            assertThat(customer.text("status")).isEqualTo("potential");
            assertThat(kernel.update(customer, Map.of("purchaseIntention", "low"))
                            .text("status"))
                    .isEqualTo("potential");
            assertThat(kernel.update(customer, Map.of("purchaseIntention", "high"))
                            .text("status"))
                    .isEqualTo("engaged");
            refused(() -> kernel.act(customer, "markLost", Map.of()), "reason", "required");
            RecordSnapshot lost = kernel.act(customer, "markLost", Map.of("reason", "价格"));
            assertThat(lost.values()).containsEntry("status", "lost").containsEntry("lostReason", "价格");
            assertThatThrownBy(() -> kernel.act(customer, "markEngaged", Map.of()))
                    .isInstanceOf(Conflict.class);
            RecordSnapshot back = kernel.act(customer, "reactivate", Map.of());
            assertThat(back.values()).containsEntry("status", "engaged").containsEntry("lostReason", null);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void numbersOfPersonsAndTaxpayersAreChecked(TestDatabase.Kind kind) {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            RecordSnapshot person = kernel.create(
                    "customers", Map.of("name", "张三", "kind", "person", "idNumber", "11010519491231002x"));
            assertThat(person.text("idNumber")).isEqualTo("11010519491231002X");
            refused(() -> kernel.update(person, Map.of("idNumber", "110105194912310021")), "idNumber", "idNumber");
            refused(() -> kernel.update(person, Map.of("kind", "company")), "idNumber", "notAPerson");

            Map<String, Object> title = Map.of("customer", person.id(), "title", "张三", "taxNo", "12345");
            refused(() -> kernel.create("invoiceTitles", title), "taxNo", "taxNumber");
        }
    }

    private static RecordSnapshot customer(CustomerKernel kernel, String name) {
        return kernel.create("customers", Map.of("name", name));
    }

    private static RecordSnapshot contact(
            CustomerKernel kernel, RecordSnapshot customer, String name, boolean primary) {
        return kernel.create("contacts", Map.of("customer", customer.id(), "name", name, "isPrimary", primary));
    }

    private static RecordSnapshot address(
            CustomerKernel kernel, RecordSnapshot customer, String line, boolean isDefault) {
        return kernel.create("addresses", Map.of("customer", customer.id(), "line", line, "isDefault", isDefault));
    }

    private static void refused(ThrowingCallable write, String field, String code) {
        assertThatThrownBy(write).isInstanceOfSatisfying(Invalid.class, refusal -> assertThat(refusal.violations())
                .extracting(Violation::field, Violation::code)
                .containsExactlyElementsOf(List.of(org.assertj.core.groups.Tuple.tuple(field, code))));
    }
}
