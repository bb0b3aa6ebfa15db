package org.penglai.crm.exchange.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;

class ImportJobTest {

    private final MemoryKernel kernel = new MemoryKernel();

    @Test
    void everyRowBecomesARecordAndBadOnesGoToTheErrorFileAsTheyWere() throws Exception {
        MemoryJob job = job("firms", "编号,名称,级别\r\nF1,海源,A\r\nF2,,B\r\nF3,云科,Z\r\nF4,,Z\r\n", Map.of());
        assertThat(run(job))
                .containsEntry("type", "firms")
                .containsEntry("mode", "insert")
                .containsEntry("dryRun", false)
                .containsEntry("rows", 4L)
                .containsEntry("created", 1L)
                .containsEntry("rejected", 3L);
        assertThat(job.file("errors.csv"))
                .isEqualTo("编号,名称,级别,错误原因\r\n" + "F2,,B,名称：必填\r\nF3,云科,Z,级别：没有此选项\r\nF4,,Z,级别：没有此选项；名称：必填\r\n");
        assertThat(job.done).isEqualTo(4).isEqualTo(job.total);
    }

    @Test
    void reasonsAreCountedByFieldAndCode() throws Exception {
        Map<String, Object> result = run(job("firms", "编号,名称,级别\nF2,,B\nF3,云科,Z\nF4,,Z\n", Map.of()));
        assertThat(counts(result)).isEqualTo(Map.of("name/required", 2L, "level/unknownOption", 2L));
        Map<?, ?> reason = (Map<?, ?>) ((List<?>) result.get("reasons")).get(0);
        assertThat(reason.get("message")).isEqualTo(Map.of("zh-CN", "没有此选项", "en", "unknown"));
    }

    @Test
    void insertRejectsKeysThatExistOrComeTwice() throws Exception {
        kernel.create("firms", Map.of("firmNo", "F1", "name", "old"));
        Map<String, Object> result = run(job("firms", "编号,名称\nF1,a\nF2,b\nF2,c\n", Map.of()));
        assertThat(result).containsEntry("created", 1L).containsEntry("rejected", 2L);
        assertThat(counts(result)).isEqualTo(Map.of("firmNo/duplicate", 2L));
        assertThat(kernel.firm("F1")).containsEntry("name", "old");
        assertThat(kernel.firm("F2")).containsEntry("name", "b");
    }

    @Test
    void aRejectedRowDoesNotTakeTheKeyAway() throws Exception {
        Map<String, Object> result = run(job("firms", "编号,名称\nF2,\nF2,c\n", Map.of()));
        assertThat(result).containsEntry("created", 1L).containsEntry("rejected", 1L);
        assertThat(kernel.firm("F2")).containsEntry("name", "c");
    }

    @Test
    void skipLeavesExistingRecordsAlone() throws Exception {
        kernel.create("firms", Map.of("firmNo", "F1", "name", "old"));
        assertThat(run(job("firms", "编号,名称\nF1,a\nF2,b\n", Map.of("mode", "skip"))))
                .containsEntry("created", 1L)
                .containsEntry("skipped", 1L);
        assertThat(kernel.firm("F1")).containsEntry("name", "old");
    }

    @Test
    void upsertWritesOnlyWhatChangedAndABlankCellChangesNothing() throws Exception {
        kernel.create("firms", Map.of("firmNo", "F1", "name", "same", "level", "A"));
        kernel.create("firms", Map.of("firmNo", "F2", "name", "old", "level", "A"));
        assertThat(run(job("firms", "编号,名称,级别\nF1,same,\nF2,new,A\nF3,b,\n", Map.of("mode", "upsert"))))
                .containsEntry("created", 1L)
                .containsEntry("updated", 1L)
                .containsEntry("unchanged", 1L);
        assertThat(kernel.only("firms", r -> "F1".equals(r.text("firmNo"))).version())
                .isEqualTo(1);
        assertThat(kernel.firm("F2")).containsEntry("name", "new").containsEntry("level", "A");
    }

    /** Otherwise "unchanged" would tell what a record out of sight holds. */
    @ParameterizedTest
    @ValueSource(strings = {"upsert", "skip"})
    void ofRecordsOutOfReachNothingIsToldButThatTheyAreThere(String mode) throws Exception {
        kernel.foreign.add(kernel.create("firms", Map.of("firmNo", "F1", "name", "same", "level", "A")));
        for (boolean dryRun : new boolean[] {true, false}) {
            assertThat(run(job("firms", "编号,名称,级别\nF1,same,A\nF1,guess,B\n", Map.of("mode", mode, "dryRun", dryRun))))
                    .containsEntry("rejected", 2L);
        }
        assertThat(kernel.firm("F1")).containsEntry("name", "same");
    }

    @Test
    void theSecondUpsertOfAFileChangesNothing() throws Exception {
        String table = "编号,名称,级别\nF1,a,A\nF2,b,\nF1,a2,B\nF1,a3,B\n";
        assertThat(run(job("firms", table, Map.of("mode", "upsert"))))
                .containsEntry("created", 2L)
                .containsEntry("updated", 2L);
        assertThat(kernel.firm("F1")).containsEntry("name", "a3");
        String last = "编号,名称,级别\nF1,a3,B\nF2,b,\n";
        assertThat(run(job("firms", last, Map.of("mode", "upsert"))))
                .containsEntry("created", 0L)
                .containsEntry("updated", 0L)
                .containsEntry("unchanged", 2L);
    }

    @Test
    void referencesAreFoundByNumberThenByTitle() throws Exception {
        long source = kernel.create("firms", Map.of("firmNo", "F1", "name", "海源"));
        long other = kernel.create("firms", Map.of("firmNo", "海源", "name", "其他"));
        long third = kernel.create("firms", Map.of("firmNo", "F3", "name", "云科"));
        kernel.create("firms", Map.of("firmNo", "F4", "name", "重名"));
        kernel.create("firms", Map.of("firmNo", "F5", "name", "重名"));
        Map<String, Object> result = run(job("persons", "公司编号,姓名\nF1,a\n海源,b\n 云科 ,c\n无,d\n重名,e\n,f\n", Map.of()));
        assertThat(kernel.all("persons"))
                .extracting(r -> r.reference("firm"))
                .containsExactly(source, other, third, null);
        assertThat(counts(result)).isEqualTo(Map.of("firm/missingReference", 1L, "firm/ambiguousReference", 1L));
    }

    @Test
    void aCellForLinksNamesSeveralRecords() throws Exception {
        long first = kernel.create("firms", Map.of("firmNo", "F1", "name", "海源"));
        long second = kernel.create("firms", Map.of("firmNo", "F2", "name", "云科"));
        Map<String, Object> result = run(job("persons", "公司编号,姓名,合作公司\nF1,a,F1； 云科\nF1,b,\nF1,c,F1;无\n", Map.of()));
        assertThat(kernel.all("persons"))
                .extracting(r -> r.values().get("partners"))
                .containsExactly(List.of(new RecordLink("firms", first), new RecordLink("firms", second)), null);
        assertThat(kernel.ledgers).as("can be taken back by the job's id").containsOnly(1L);
        assertThat(counts(result)).isEqualTo(Map.of("partners/missingReference", 1L));
    }

    @Test
    void aRowMayReferToAnEarlierRowOfTheFile() throws Exception {
        String table = "编号,名称,上级\nF1,a,\nF2,b,F1\nF3,c,b\nF4,d,F5\nF5,e,\n";
        for (boolean dryRun : new boolean[] {true, false}) {
            Map<String, Object> result = run(job("firms", table, Map.of("dryRun", dryRun)));
            assertThat(result).containsEntry("created", 4L).containsEntry("rejected", 1L);
        }
        assertThat(kernel.firm("F3").get("parent"))
                .isEqualTo(
                        kernel.only("firms", r -> "F2".equals(r.text("firmNo"))).id());
    }

    @Test
    void aRowIsIdentifiedByTheFirstKeyItHasAllValuesOf() throws Exception {
        long firm = kernel.create("firms", Map.of("firmNo", "F1", "name", "x"));
        kernel.create("persons", Map.of("firm", firm, "name", "王伟", "email", "w@x.cn"));
        kernel.create("persons", Map.of("firm", firm, "name", "李娜"));
        Map<String, Object> result =
                run(job("persons", "公司编号,姓名,邮箱\nF1,王大伟,w@x.cn\nF1,李娜,\nF1,张敏,z@x.cn\n", Map.of("mode", "upsert")));
        assertThat(result)
                .containsEntry("updated", 1L)
                .containsEntry("unchanged", 1L)
                .containsEntry("created", 1L);
        assertThat(kernel.all("persons")).extracting(r -> r.text("name")).containsExactly("王大伟", "李娜", "张敏");
    }

    @Test
    void aKeyThatFitsSeveralRecordsIsRejected() throws Exception {
        kernel.create("firms", Map.of("firmNo", "F1", "name", "x"));
        kernel.create("firms", Map.of("firmNo", "F2", "name", "x"));
        Map<String, Object> result = run(job("firms", "名称,级别\nx,A\n", Map.of("mode", "upsert", "key", "name")));
        assertThat(counts(result)).isEqualTo(Map.of("name/ambiguousKey", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "upsert", "skip"})
    void aDryRunWritesNothingAndReportsTheSame(String mode) throws Exception {
        kernel.create("firms", Map.of("firmNo", "F1", "name", "a", "level", "B"));
        String table = "编号,名称,级别\nF1,a,A\nF2,b,\nF2,b,\nF2,b2,\nF3,,A\nF4,d,Z\n";
        Map<String, Object> dry = run(job("firms", table, Map.of("mode", mode, "dryRun", true)));
        assertThat(kernel.all("firms")).hasSize(1);
        assertThat(kernel.transactions).isEmpty();
        Map<String, Object> real = run(job("firms", table, Map.of("mode", mode)));
        assertThat(dry).containsEntry("dryRun", true);
        real.put("dryRun", true);
        assertThat(dry).isEqualTo(real);
    }

    /** The rows that would have the value lie chunks before, so neither the database nor the chunk knows. */
    @Test
    void aDryRunKnowsWhatEarlierRowsWouldHaveTaken() throws Exception {
        kernel.unique = List.of(List.of("name"));
        String table = firms(1, 1_200).replace(",n900,", ",n7,").replace(",n1100,", ",n1099,");
        Map<String, Object> result = run(job("firms", table, Map.of("dryRun", true)));
        assertThat(result).containsEntry("created", 1_198L);
        assertThat(counts(result)).isEqualTo(Map.of("name/duplicate", 2L));
        assertThat(kernel.rehearsed).isEqualTo(1_200);

        long known = kernel.create("firms", Map.of("firmNo", "F1", "name", "a"));
        String again = "编号,名称\nF1,b\nF1,b\nF2,b\n";
        assertThat(counts(run(job("firms", again, Map.of("dryRun", true, "mode", "upsert")))))
                .as("record " + known + " keeps what it would get first")
                .isEqualTo(Map.of("name/duplicate", 1L));
    }

    @Test
    void chunksOf500AskFewQuestionsAndPassTheGatesEach() throws Exception {
        Map<String, Object> result = run(job("firms", firms(1, 1_200), Map.of()));
        assertThat(result).containsEntry("created", 1_200L);
        assertThat(kernel.transactions).containsExactly(500, 500, 200);
        assertThat(kernel.entered).hasSize(3).containsOnly(Set.of("sample"));
        assertThat(kernel.lookups).isEqualTo(3);
    }

    @Test
    void afterACrashTheNextRunGoesOnBehindTheLastCommittedChunk() throws Exception {
        String table = firms(1, 1_200) + "F9999,,A\n";
        table = table.replace("F3,n3,A", "F3,,A");
        kernel.crashAfter = 2;
        MemoryJob job = job("firms", table, Map.of());
        assertThatThrownBy(() -> run(job)).isInstanceOf(MemoryKernel.Crash.class);
        assertThat(kernel.all("firms")).hasSize(999);

        kernel.crashAfter = Integer.MAX_VALUE;
        assertThat(run(job)).containsEntry("created", 1_199L).containsEntry("rejected", 2L);
        assertThat(kernel.all("firms")).hasSize(1_199);
        assertThat(job.file("errors.csv").lines()).containsExactly("编号,名称,级别,错误原因", "F3,,A,名称：必填", "F9999,,A,名称：必填");
        assertThat(kernel.load(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upsert", "skip"})
    void whatWasCancelledCanBeBroughtAgainWithoutDoubles(String mode) throws Exception {
        String table = "编号,名称\n"
                + IntStream.range(0, 1_700)
                        .mapToObj(i -> "F" + i + ",N" + i + "\n")
                        .collect(Collectors.joining());
        MemoryJob job = MemoryJob.of("firms", table, Map.of("mode", mode));
        job.cancelled = () -> kernel.transactions.size() == 2;
        run(job);
        assertThat(kernel.all("firms")).hasSize(1_000);

        Map<String, Object> result = run(MemoryJob.of("firms", table, Map.of("mode", mode)));

        assertThat(result).containsEntry("created", 700L);
        assertThat(kernel.all("firms")).hasSize(1_700);
    }

    @Test
    void rowsWaitForAModuleThatIsStartingAndAreNotRejected() throws Exception {
        kernel.unavailable = 2;
        Map<String, Object> result = run(job("firms", "编号,名称\nF1,a\nF2,b\n", Map.of()));
        assertThat(result).containsEntry("created", 2L).containsEntry("rejected", 0L);
        assertThat(kernel.transactions).containsExactly(2);
    }

    @Test
    void aCancelledJobKeepsWholeChunks() throws Exception {
        MemoryJob job = job("firms", firms(1, 1_200), Map.of());
        job.cancelled = () -> kernel.transactions.size() == 1;
        assertThat(run(job)).containsEntry("created", 500L).containsEntry("rows", 1_200L);
        assertThat(job.done).isEqualTo(500);
    }

    @Test
    void duplicateHeadersCountOnceAndSurplusCellsAreRejected() throws Exception {
        Map<String, Object> result = run(job("firms", "名称,名称,编号\na,b,F1\nc,d,F2,\ne,f,F3,more\n", Map.of()));
        assertThat(counts(result)).isEqualTo(Map.of("/tooManyColumns", 1L));
        assertThat(kernel.firm("F1")).containsEntry("name", "a");
    }

    @Test
    void theUsersMappingDecides() throws Exception {
        Map<String, Object> mapping = Map.of("甲", "name", "乙", "firmNo", "丙", "");
        run(job("firms", "甲,乙,丙,级别\na,F1,x,A\n", Map.of("mapping", mapping)));
        assertThat(kernel.firm("F1")).isEqualTo(Map.of("name", "a", "firmNo", "F1"));
        assertThatThrownBy(() -> run(job("firms", "甲\na\n", Map.of("mapping", Map.of("甲", "status")))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> run(job("firms", "甲\na\n", Map.of("mapping", Map.of("丁", "name")))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> run(job("firms", "名称\na\n", Map.of("mapping", Map.of()))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> run(job("firms", "x,y\n1,2\n", Map.of()))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> run(job("firms", "名称\na\n", Map.of("mode", "upsert"))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> run(job("firms", "名称\na\n", Map.of("key", "firmNo"))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> run(job("firms", "名称\na\n", Map.of("mode", "replace"))))
                .isInstanceOf(Malformed.class);
        MemoryJob foreign = job("firms", "名称\na\n", Map.of());
        foreign.caller =
                new Caller(7, "guest", "Guest", Locale.ENGLISH, Caller.system().zone(), Set.of("firms:create"));
        assertThatThrownBy(() -> run(foreign)).isInstanceOf(Forbidden.class);
        assertThat(kernel.records).isEmpty();
    }

    private static String firms(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "F" + i + ",n" + i + ",A\n")
                .collect(Collectors.joining("", "编号,名称,级别\n", ""));
    }

    private static MemoryJob job(String type, String table, Map<String, Object> parameters) {
        return MemoryJob.of(type, table, parameters);
    }

    private Map<String, Object> run(MemoryJob job) throws Exception {
        return new ImportJob(kernel.kernel()).run(job);
    }

    private static Map<String, Long> counts(Map<String, Object> result) {
        return ((List<?>) result.get("reasons"))
                .stream()
                        .map(reason -> (Map<?, ?>) reason)
                        .collect(Collectors.toMap(reason -> reason.get("field") + "/" + reason.get("code"), reason ->
                                (Long) reason.get("count")));
    }
}
