package org.penglai.crm.sales.internal.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.StatementLog;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.SalesKernel;
import org.penglai.crm.testkit.TestKernel;

class ConversionTest {
    private static final int CLIENTS = 16;
    private static final List<String> TABLES =
            List.of("crm_customer", "crm_contact", "crm_opportunity", "crm_stage_change", "crm_outbox", "crm_audit");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aLeadBecomesACustomerWithContactAndOpportunity(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot lead = lead(kernel, Map.of("email", "li@example.com", "mobile", "138 0000 3001"));
            RecordSnapshot done = kernel.act(lead, "convert", Map.of("amount", SalesKernel.yuan(900)));
            assertThat(done.text("status")).isEqualTo("converted");
            RecordSnapshot customer = only(kernel, "customers");
            RecordSnapshot contact = only(kernel, "contacts");
            RecordSnapshot opportunity = only(kernel, OpportunityType.TYPE);
            assertThat(done.reference("convertedCustomer")).isEqualTo(customer.id());
            assertThat(done.reference("convertedContact")).isEqualTo(contact.id());
            assertThat(done.reference("convertedOpportunity")).isEqualTo(opportunity.id());
            assertThat(customer.text("name")).isEqualTo("博恒食品有限公司");
            assertThat(contact.text("mobile")).isEqualTo("+8613800003001");
            assertThat(contact.reference("customer")).isEqualTo(customer.id());
            assertThat(opportunity.reference("primaryContact")).isEqualTo(contact.id());
            assertThat(opportunity.get("amount", Object.class)).isEqualTo(SalesKernel.yuan(900));
            assertThat(kernel.list("stageChanges", "", 10)).hasSize(1);
            assertThatThrownBy(() -> kernel.act(lead, "convert", Map.of())).isInstanceOf(Conflict.class);
            assertThatThrownBy(() -> kernel.act(lead, "invalidate", Map.of("reason", "spam")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aKnownCustomerIsOfferedAndTaken(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot known = kernel.create("customers", Map.of("name", "博恒食品有限公司"));
            RecordSnapshot contact =
                    kernel.create("contacts", Map.of("customer", known.id(), "name", "李雷", "email", "li@example.com"));
            RecordSnapshot stranger = kernel.create("customers", Map.of("name", "别的公司"));
            RecordSnapshot lead = lead(kernel, Map.of("email", "LI@example.com"));
            assertThatThrownBy(() -> kernel.act(lead, "convert", Map.of())).isInstanceOf(Conflict.class);
            assertThatThrownBy(() ->
                            kernel.act(lead, "convert", Map.of("customer", stranger.id(), "contact", contact.id())))
                    .isInstanceOf(Invalid.class);
            assertThat(kernel.now(lead).orElseThrow().text("status")).isEqualTo("new");
            RecordSnapshot done = kernel.act(lead, "convert", Map.of("customer", known.id(), "withOpportunity", false));
            assertThat(done.reference("convertedCustomer")).isEqualTo(known.id());
            assertThat(done.reference("convertedContact")).isEqualTo(contact.id());
            assertThat(kernel.list(OpportunityType.TYPE, "", 10)).isEmpty();

            kernel.act(lead(kernel, Map.of()), "convert", Map.of("inSpiteOfDuplicates", true));
            assertThat(kernel.list("customers", "name==博恒食品有限公司", 10)).hasSize(2);
        }
    }

    /** What the opportunity lacks takes back the customer and the contact, too. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nothingIsHalfMade(TestDatabase.Kind kind) {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            kernel.list("stages", "kind==open", 10)
                    .forEach(stage -> kernel.update(stage, Map.of("requiredFields", "nextStep")));
            RecordSnapshot lead = lead(kernel, Map.of());
            assertThatThrownBy(() -> kernel.act(lead, "convert", Map.of())).isInstanceOf(Invalid.class);
            assertThat(kernel.list("customers", "", 10)).isEmpty();
            assertThat(kernel.list("contacts", "", 10)).isEmpty();
            assertThat(kernel.now(lead).orElseThrow().text("status")).isEqualTo("new");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConversionThatIsTornAtAnyWriteLeavesNothing(TestDatabase.Kind kind) throws Exception {
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot lead = lead(kernel, Map.of("email", "li@example.com", "mobile", "138 0000 3001"));
            String before = rows(kernel);
            StatementLog log = kernel.database().log();
            boolean failed = true;
            int write = 0;
            while (failed) {
                write++;
                log.failAt(write);
                Throwable torn = catchThrowable(() -> kernel.act(lead, "convert", Map.of()));
                failed = log.hasFailed();
                if (!failed) {
                    assertThat(torn).as("write %d", write).isNull();
                }
                if (failed) {
                    assertThat(rows(kernel)).as("write %d", write).isEqualTo(before);
                }
            }
            assertThat(write).as("writes of a conversion").isGreaterThan(5);
            assertThat(rows(kernel)).isNotEqualTo(before);
            assertThat(only(kernel, "customers").text("name")).isEqualTo("博恒食品有限公司");
        }
    }

    /** Past the kernel: what another process would see. Who hears of a change hears it from the outbox. */
    private static String rows(TestKernel kernel) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (Connection connection = kernel.database().raw().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.append(table).append('=').append(count.getLong(1)).append(' ');
                }
            }
            try (ResultSet lead = statement.executeQuery("select status, version from crm_lead")) {
                lead.next();
                rows.append(lead.getString(1)).append(lead.getLong(2));
            }
        }
        return rows.toString();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ofSixteenWhoConvertAtOnceOneWins(TestDatabase.Kind kind) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (TestKernel kernel = SalesKernel.on(kind)) {
            RecordSnapshot lead = lead(kernel, Map.of());
            CyclicBarrier together = new CyclicBarrier(CLIENTS);
            List<Future<Boolean>> answers = new ArrayList<>();
            Callable<Boolean> convert = () -> {
                together.await();
                try {
                    kernel.act(lead, "convert", Map.of("inSpiteOfDuplicates", true));
                    return true;
                } catch (Conflict late) {
                    assertThat(late.code()).isEqualTo("alreadyConverted");
                    return false;
                }
            };
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(clients.submit(convert));
            }
            int winners = 0;
            for (Future<Boolean> answer : answers) {
                winners += answer.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
            assertThat(kernel.list("customers", "", 100)).hasSize(1);
            assertThat(kernel.list(OpportunityType.TYPE, "", 100)).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
    }

    private static RecordSnapshot lead(TestKernel kernel, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("name", "博恒食品咨询包装线");
        values.put("companyName", "博恒食品有限公司");
        values.put("contactName", "李雷");
        return kernel.create(LeadType.TYPE, values);
    }

    private static RecordSnapshot only(TestKernel kernel, String type) {
        List<RecordSnapshot> all = kernel.list(type, "", 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
