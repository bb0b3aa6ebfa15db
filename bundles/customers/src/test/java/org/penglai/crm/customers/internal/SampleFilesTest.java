package org.penglai.crm.customers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

/** 10,000 customers and 15,000 contacts as a Chinese spreadsheet saves them, through the whole kernel. */
class SampleFilesTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private final JsonNode expected = read("expected.json");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theSampleFilesGiveExactlyWhatTheyShould(TestDatabase.Kind kind) throws Exception {
        try (CustomerKernel kernel = new CustomerKernel(kind)) {
            Map<String, Object> dry = kernel.run(new FileImport(
                    "customers-gb18030.csv", Map.of("type", "customers", "mode", "insert", "dryRun", true)));
            assertThat(kernel.list("customers", "", 1)).isEmpty();

            FileImport customers = new FileImport("customers", "insert", "customers-gb18030.csv");
            Map<String, Object> inserted = timed(kind, kernel, customers);
            assertThat(inserted)
                    .containsEntry("rows", 10_000L)
                    .containsEntry("created", expected.get("accepted").longValue());
            assertThat(counts(inserted))
                    .isEqualTo(Map.of(
                            "name/required", rejected("missing name"),
                            "email/badEmail", rejected("bad e-mail"),
                            "level/unknownOption", rejected("bad level"),
                            "foundedOn/badDate", rejected("bad date"),
                            "creditCode/badCreditCode", rejected("bad tax number")));
            assertThat(dry.get("reasons")).isEqualTo(inserted.get("reasons"));
            assertThat(dry.get("created")).isEqualTo(inserted.get("created"));
            assertThat(new String(customers.errors(), GB18030))
                    .startsWith("客户编号,客户名称,行业,级别,来源,电话,邮箱,统一社会信用代码,省市,地址,成立日期,年营业额,标签,备注,错误原因\r\n")
                    .endsWith("\r\n");
            theFirstCustomerIsAsInTheFile(kernel);

            FileImport contacts = new FileImport("contacts", "insert", "contacts-utf8.csv");
            Map<String, Object> people = timed(kind, kernel, contacts);
            long accepted = expected.get("contacts accepted").longValue();
            assertThat(people).containsEntry("created", accepted);
            assertThat(counts(people)).isEqualTo(Map.of("customer/missingReference", 15_000 - accepted));

            nothingIsNewTheSecondTime(kernel, kind);
        }
    }

    private void nothingIsNewTheSecondTime(CustomerKernel kernel, TestDatabase.Kind kind) throws Exception {
        long accepted = expected.get("accepted").longValue();
        assertThat(timed(kind, kernel, new FileImport("customers", "upsert", "customers-gb18030.csv")))
                .containsEntry("created", 0L)
                .containsEntry("updated", 0L)
                .containsEntry("unchanged", accepted);
        assertThat(timed(kind, kernel, new FileImport("contacts", "upsert", "contacts-utf8.csv")))
                .containsEntry("created", 0L)
                .containsEntry("updated", 0L)
                .containsEntry("unchanged", expected.get("contacts accepted").longValue());
        assertThat(timed(kind, kernel, new FileImport("customers", "skip", "customers-gb18030.csv")))
                .containsEntry("skipped", accepted);
        assertThat(counts(timed(kind, kernel, new FileImport("customers", "insert", "customers-gb18030.csv"))))
                .containsEntry("customerNo/duplicate", accepted);
    }

    private static void theFirstCustomerIsAsInTheFile(CustomerKernel kernel) {
        RecordSnapshot first =
                kernel.list("customers", "customerNo==C000001", 1).get(0);
        assertThat(first.values())
                .containsEntry("name", "栖霞信隆禾医疗器械有限公司")
                .containsEntry("industry", "pharma")
                .containsEntry("level", "B")
                .containsEntry("source", "website")
                .containsEntry("phone", "+865356189462")
                .containsEntry("email", "info0@example.com")
                .containsEntry("foundedOn", LocalDate.of(2011, 2, 16))
                .containsEntry("annualRevenue", new Money(new BigDecimal("43014000.19"), "CNY"))
                .containsEntry("kind", "company")
                .containsEntry("status", "potential");
        assertThat(kernel.list("customers", "customerNo==C000002", 1)
                        .get(0)
                        .values()
                        .get("tags"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder("展会2026", "出口");
    }

    private static Map<String, Object> timed(TestDatabase.Kind kind, CustomerKernel kernel, FileImport job)
            throws Exception {
        long begin = System.nanoTime();
        Map<String, Object> result = kernel.run(job);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "import on %s: %s %s, %d rows in %.1f s, %.0f rows/s%n",
                kind,
                result.get("mode"),
                result.get("type"),
                result.get("rows"),
                seconds,
                (Long) result.get("rows") / seconds);
        return result;
    }

    private long rejected(String reason) {
        return expected.get("rejected").get(reason).longValue();
    }

    private static Map<String, Long> counts(Map<String, Object> result) {
        return ((List<?>) result.get("reasons"))
                .stream()
                        .map(reason -> (Map<?, ?>) reason)
                        .collect(Collectors.toMap(reason -> reason.get("field") + "/" + reason.get("code"), reason ->
                                (Long) reason.get("count")));
    }

    private static JsonNode read(String name) {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("../../itests/src/test/resources/samples", name)
                            .toFile());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
