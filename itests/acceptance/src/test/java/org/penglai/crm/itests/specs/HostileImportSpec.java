package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.JobWatch;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;
import org.penglai.crm.itests.support.Workbooks;

/** Files that harm, or are not what they are called: refused at once and in clear words, by preview and import alike. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class HostileImportSpec implements LogTail.ServerSpec {
    private static final String IMPORT = "/api/v1/customers/import";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Parameter
    Store store;

    @TempDir
    Path folder;

    private CrmServer server;
    private CrmClient crm;
    private long customers;
    private long jobs;

    @BeforeEach
    void countBefore() throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
        customers = customers();
        jobs = jobs();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        assertThat(customers()).isEqualTo(customers);
        assertThat(jobs()).as("jobs").isEqualTo(jobs);
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void aWorkbookThatUnpacksToTooMuch() throws Exception {
        byte[] bomb = Workbooks.sheet("", "", 64);
        assertThat(bomb).hasSizeLessThan(100_000);
        refuses("bomb.xlsx", bomb, "tooLarge");
    }

    @Test
    void aWorkbookThatNamesFilesOfTheServer() throws Exception {
        String entity = "<!DOCTYPE worksheet [<!ENTITY hosts SYSTEM \"file:///etc/hosts\">]>";
        byte[] workbook = Workbooks.sheet(entity, "<row><c t=\"str\"><v>&hosts;</v></c></row>", 0);
        refuses("entities.xlsx", workbook, "unsafe");
    }

    @Test
    void aWorkbookWhoseEntitiesGrow() throws Exception {
        String entities =
                "<!DOCTYPE worksheet [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]>";
        refuses("laughs.xlsx", Workbooks.sheet(entities, "<row><c><v>&c;</v></c></row>", 0), "unsafe");
    }

    @Test
    void anArchiveThatIsNoWorkbook() throws Exception {
        refuses("archive.xlsx", Workbooks.archive("readme.txt", "hello"), "noWorkbook");
    }

    @Test
    void whatIsNotWhatItIsCalled() throws Exception {
        refuses("picture.csv", bytes("\u0089PNG\r\n\u001a\n----"), "noTable");
        refuses("document.xlsx", bytes("%PDF-1.7\n"), "noTable");
        refuses("page.csv", bytes("<!DOCTYPE html><table><tr><td>客户名称</td></tr></table>"), "noTable");
        refuses("old.xlsx", bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1" + "0".repeat(512)), "workbook");
    }

    @Test
    void aCutOffWorkbook() throws Exception {
        byte[] whole = Workbooks.sheet("", "<row/>", 0);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        refuses("half.xlsx", half, "damaged");
    }

    @Test
    void anEmptyFile() throws Exception {
        refuses("empty.csv", bytes(""), "emptyFile");
    }

    /** The rows are named, one by one, and none is guessed at. */
    @Test
    void rowsLongerThanTheHeader() throws Exception {
        Path file = file("ragged.csv", "客户名称,级别\n长一,A,多余\n长二,B,多余,更多\n".getBytes(StandardCharsets.UTF_8));
        JsonNode job =
                crm.upload(IMPORT, file, Map.of("mode", "insert")).expect(202).json();
        JsonNode result = JobWatch.finished(crm, job.get("id").asText()).get("result");
        assertThat(result.get("rejected").asInt()).isEqualTo(2);
        assertThat(result.get("created").asInt()).isZero();
        assertThat(result.at("/reasons/0/code").asText()).isEqualTo("tooManyColumns");
        jobs++;
    }

    private void refuses(String name, byte[] content, String code) throws Exception {
        Path file = file(name, content);
        for (String path : new String[] {IMPORT + "/preview", IMPORT}) {
            long start = System.nanoTime();
            Reply reply = crm.upload(path, file, Map.of());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.json().get("detail").asText()).isNotBlank();
        }
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] bytes(String text) {
        return text.chars().allMatch(c -> c < 0x100)
                ? text.getBytes(StandardCharsets.ISO_8859_1)
                : text.getBytes(StandardCharsets.UTF_8);
    }

    private long customers() throws Exception {
        return crm.get("/api/v1/customers?limit=1&count=exact")
                .expect(200)
                .json()
                .get("total")
                .asLong();
    }

    private long jobs() throws Exception {
        return crm.get("/api/v1/jobs?limit=200").expect(200).json().get("items").size();
    }
}
