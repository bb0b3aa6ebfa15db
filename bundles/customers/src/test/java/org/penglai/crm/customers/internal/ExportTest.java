package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What goes out as a file comes in again as the same records, and goes out as the same file. */
class ExportTest {

    private static final List<String> CUSTOMER_FIELDS = List.of(
            "customerNo",
            "name",
            "shortName",
            "kind",
            "taxNo",
            "parent",
            "level",
            "industry",
            "source",
            "phone",
            "email",
            "website",
            "region",
            "address",
            "foundedOn",
            "annualRevenue",
            "remark",
            "tags");
    private static final List<String> CONTACT_FIELDS = List.of(
            "customer",
            "name",
            "position",
            "roleInDeal",
            "birthday",
            "isPrimary",
            "mobile",
            "phone",
            "email",
            "wechat");

    @ParameterizedTest
    @CsvSource({"DERBY,UTF-8", "DERBY,GB18030", "POSTGRES,UTF-8", "POSTGRES,GB18030"})
    void anExportImportedElsewhereIsExportedAsTheSameBytes(TestDatabase.Kind kind, String encoding) throws Exception {
        byte[] customers;
        byte[] contacts;
        try (CustomerKernel here = new CustomerKernel(kind)) {
            RandomCustomers random = new RandomCustomers(20261122);
            here.apply(random.customers(130).toArray(new RecordChange[0]));
            // A parent is named by its title or, if others are called the same, by its number.
            here.apply(random.parents(here).toArray(new RecordChange[0]));
            here.apply(random.contacts(here, 60).toArray(new RecordChange[0]));
            customers = here.export(csv("customers", encoding, CUSTOMER_FIELDS, "customerNo"));
            contacts = here.export(csv("contacts", encoding, CONTACT_FIELDS, "email"));
        }
        try (CustomerKernel there = new CustomerKernel(kind)) {
            assertThat(run(there, "customers", "insert", encoding, customers))
                    .containsEntry("created", 130L)
                    .containsEntry("rejected", 0L);
            assertThat(run(there, "contacts", "insert", encoding, contacts))
                    .containsEntry("created", 60L)
                    .containsEntry("rejected", 0L);
            assertThat(there.export(csv("customers", encoding, CUSTOMER_FIELDS, "customerNo")))
                    .isEqualTo(customers);
            assertThat(there.export(csv("contacts", encoding, CONTACT_FIELDS, "email")))
                    .isEqualTo(contacts);

            // What is already there is found to be the same, so nothing is written.
            assertThat(run(there, "customers", "upsert", encoding, customers))
                    .containsEntry("created", 0L)
                    .containsEntry("updated", 0L)
                    .containsEntry("unchanged", 130L);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anExportTellsWhatPeopleWantToRead(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel crm = new CustomerKernel(kind)) {
            crm.apply(
                    new RecordChange.Create(
                            "customers",
                            Map.of(
                                    "customerNo", "C000001",
                                    "name", "蓬莱机械有限公司",
                                    "kind", "company",
                                    "level", "A",
                                    "phone", "13800138000",
                                    "region", "370614",
                                    "annualRevenue", Map.of("amount", "1234.50", "currency", "USD"))),
                    new RecordChange.Create(
                            "customers",
                            Map.of("customerNo", "000002", "name", "=cmd|' /C calc'!A0", "kind", "company")));

            RecordExport.Request request = csv(
                    "customers",
                    "UTF-8",
                    List.of("customerNo", "name", "kind", "phone", "region", "annualRevenue"),
                    "-customerNo");
            assertThat(new String(crm.export(request), StandardCharsets.UTF_8))
                    .isEqualTo("客户编号,客户名称,客户类型,电话,地区,年营业额,年营业额（币种）\r\n"
                            + "C000001,蓬莱机械有限公司,企业,'+8613800138000,山东省烟台市蓬莱区,1234.50,USD\r\n"
                            + "000002,'=cmd|' /C calc'!A0,企业,,,,\r\n");
            assertThat(crm.exported())
                    .singleElement()
                    .asString()
                    .contains("\"rows\":2", "\"complete\":true", "\"format\":\"csv\"");

            Caller english = new Caller(
                    7,
                    "amy",
                    "Amy",
                    Locale.ENGLISH,
                    ZoneId.of("Asia/Shanghai"),
                    Set.of("customers:read", "customers:export"));
            assertThat(new String(crm.export(english, request), StandardCharsets.UTF_8))
                    .startsWith("Customer no.,Name,Kind,Phone,Region,Annual revenue,Annual revenue (currency)\r\n")
                    .contains("Company");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aWorkbookImportedAgainChangesNothing(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel crm = new CustomerKernel(kind)) {
            RandomCustomers random = new RandomCustomers(7);
            crm.apply(random.customers(60).toArray(new RecordChange[0]));
            byte[] before = crm.export(csv("customers", "UTF-8", CUSTOMER_FIELDS, "customerNo"));
            byte[] workbook =
                    crm.export(new RecordExport.Request("customers", "xlsx", "", true, "", "", "", "", List.of()));

            FileImport job = new FileImport(workbook, Map.of("type", "customers", "mode", "upsert"));

            assertThat(crm.run(job)).containsEntry("unchanged", 60L).containsEntry("created", 0L);
            assertThat(crm.export(csv("customers", "UTF-8", CUSTOMER_FIELDS, "customerNo")))
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void contactsComeAndGoAsCards(TestDatabase.Kind kind) throws Exception {
        String cards = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:王小明\r\nN:王小明;;;;\r\nORG:蓬莱机械有限公司;采购部\r\n"
                + "TITLE:经理\r\nTEL;TYPE=cell:+8613800138000\r\nTEL;TYPE=work:+865355641234\r\n"
                + "EMAIL:wang@example.com\r\nX-WECHAT:wang_xm\r\nBDAY:19800229\r\nEND:VCARD\r\n";
        try (CustomerKernel crm = new CustomerKernel(kind)) {
            crm.apply(new RecordChange.Create(
                    "customers", Map.of("customerNo", "C1", "name", "蓬莱机械有限公司", "kind", "company")));

            assertThat(run(crm, "contacts", "insert", "", cards.getBytes(StandardCharsets.UTF_8)))
                    .containsEntry("created", 1L);

            RecordExport.Request request =
                    new RecordExport.Request("contacts", "vcf", "", true, "4.0", "", "", "", List.of());
            assertThat(new String(crm.export(request), StandardCharsets.UTF_8)).isEqualTo(cards);
            assertThatThrownBy(() -> run(crm, "customers", "insert", "", cards.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void moreThanOnePageComesOutWholeAndInOrder() throws Exception {
        try (CustomerKernel crm = new CustomerKernel(TestDatabase.Kind.DERBY)) {
            for (int chunk = 0; chunk < 4; chunk++) {
                List<RecordChange> changes = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    String number = String.format("N%05d", chunk * 300 + i);
                    changes.add(new RecordChange.Create(
                            "customers", Map.of("customerNo", number, "name", "客户" + number, "kind", "company")));
                }
                crm.apply(changes.toArray(new RecordChange[0]));
            }

            String file = new String(
                    crm.export(csv("customers", "UTF-8", List.of("customerNo"), "customerNo")), StandardCharsets.UTF_8);

            assertThat(file.lines().skip(1)).hasSize(1_200).isSorted();
        }
    }

    @Test
    void recordsChosenByNameComeOutInTheirOrderHoweverManyTheyAre() throws Exception {
        try (CustomerKernel crm = new CustomerKernel(TestDatabase.Kind.DERBY)) {
            List<RecordChange> changes = new ArrayList<>();
            for (int i = 0; i < 450; i++) {
                String number = String.format("N%05d", i);
                changes.add(new RecordChange.Create(
                        "customers", Map.of("customerNo", number, "name", "客户" + number, "kind", "company")));
            }
            List<RecordSnapshot> made = crm.apply(changes.toArray(new RecordChange[0]));
            List<Long> chosen = new ArrayList<>(
                    made.subList(0, 420).stream().map(RecordSnapshot::id).toList());
            Collections.reverse(chosen);
            chosen.add(1, 4711L);

            String file = new String(
                    crm.export(new RecordExport.Request(
                            "customers", "csv", "UTF-8", false, "", "", "", "", List.of("customerNo"), chosen)),
                    StandardCharsets.UTF_8);

            List<String> numbers = file.lines().skip(1).toList();
            assertThat(numbers).hasSize(420).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(numbers.get(0)).isEqualTo("N00419");
        }
    }

    @Test
    void whoMayNotExportAndWhatCannotBeExportedIsRefused() throws Exception {
        try (CustomerKernel crm = new CustomerKernel(TestDatabase.Kind.DERBY)) {
            RecordExport.Request request = csv("customers", "UTF-8", List.of("name"), "");
            Caller reader =
                    new Caller(7, "rita", "Rita", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("customers:read"));
            assertThatThrownBy(() -> crm.export(reader, request)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> crm.export(csv("customers", "UTF-7", List.of("name"), "")))
                    .isInstanceOf(Malformed.class);
            assertThatThrownBy(() -> crm.export(csv("customers", "UTF-8", List.of("nonsense"), "")))
                    .isInstanceOf(Invalid.class);
        }
    }

    /** The audit is kept for good, and nothing is taken out of it when a person is erased. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theAuditOfAnExportNamesNobodyWhoWasLookedFor(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel crm = new CustomerKernel(kind)) {
            crm.create("customers", Map.of("name", "张三", "kind", "person", "email", "zhang@example.com"));
            String filter =
                    "kind==person;(name=='张三',email=in=(zhang@example.com,\"li, si@example.com\"));level=null=true";
            crm.export(new RecordExport.Request(
                    "customers", "csv", "UTF-8", false, "", filter, "zhang", "name", List.of("name")));
            assertThat(crm.exported())
                    .singleElement()
                    .asString()
                    .contains("kind==person;(name==…,email=in=…);level=null=true", "\"q\":\"…\"", "\"rows\":1")
                    .doesNotContain("张三", "zhang", "li, si");
        }
    }

    private static RecordExport.Request csv(String type, String encoding, List<String> fields, String sort) {
        return new RecordExport.Request(type, "csv", encoding, false, "", "", "", sort, fields);
    }

    private static Map<String, Object> run(
            CustomerKernel crm, String type, String mode, String encoding, byte[] content) throws Exception {
        FileImport job = new FileImport(content, Map.of("type", type, "mode", mode, "encoding", encoding));
        Map<String, Object> result = crm.run(job);
        if ((Long) result.get("rejected") > 0) {
            System.out.println(new String(job.errors(), Charset.forName(encoding)));
        }
        return result;
    }
}
