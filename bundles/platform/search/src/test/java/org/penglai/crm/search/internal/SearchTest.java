package org.penglai.crm.search.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.search.spi.Search.Hit;

/** What people find, in the way in which they remember it. */
@Timeout(120)
class SearchTest {
    @TempDir
    Path data;

    private Firms firms;

    @AfterEach
    void stop() throws IOException {
        firms.stop();
    }

    private Firms open(Kind kind) throws InterruptedException {
        firms = Firms.on(kind).start(data).built(1);
        return firms;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aChineseNameIsFoundByCharactersPinyinAndInitials(Kind kind) throws InterruptedException {
        open(kind);
        firms.add("华为技术");
        firms.add("重庆长安汽车股份有限公司");
        firms.add("雲啟科技（集團）");
        firms.add("吕氏ABC食品");
        firms.feed();

        for (String words : List.of(
                "华为",
                "为技",
                "hwjs",
                "HWJS",
                "huaweijishu",
                "huawei",
                "huaweij",
                "jishu",
                "華為",
                "术",
                "华为js",
                "华 术",
                "ｈｗｊｓ")) {
            assertThat(firms.find(words)).as(words).containsExactly("华为技术");
        }
        for (String words : List.of("chongqing", "zhongqing", "cqca", "changan", "caqc", "长安汽车", "qiche 重庆")) {
            assertThat(firms.find(words)).as(words).containsExactly("重庆长安汽车股份有限公司");
        }
        for (String words : List.of("云启科技集团", "yqkj", "雲啟", "云启科技（集团）", "keji")) {
            assertThat(firms.find(words)).as(words).containsExactly("雲啟科技（集團）");
        }
        for (String words : List.of("lvshi", "lushi", "lsabc", "abc食品", "bc食")) {
            assertThat(firms.find(words)).as(words).containsExactly("吕氏ABC食品");
        }
        for (String words : List.of("", " ", "·", "为为", "hwjx", "uawei", "华为汽车")) {
            assertThat(firms.find(words)).as(words).isEmpty();
        }
        assertThatThrownBy(() -> firms.find("华".repeat(201))).isInstanceOf(Malformed.class);
    }

    @Test
    void theBestComesFirst() throws InterruptedException {
        Kind kind = Kind.DERBY;
        open(kind);
        firms.add("其他", "shortName", "云启");
        firms.add("上海云启科技");
        firms.add("运气");
        firms.add("云启");
        firms.add("云启科技");
        firms.feed();

        assertThat(firms.find("云启")).containsExactly("云启", "其他", "云启科技", "上海云启科技");
        assertThat(firms.find("yq").subList(0, 3)).containsExactlyInAnyOrder("运气", "云启", "云启科技");
        assertThat(firms.search.find(firms.staff, "云启", List.of(), 2)).hasSize(2);
        assertThat(firms.search.find(firms.staff, "云启", List.of("nothing"), 20)).isEmpty();
        Hit other = firms.hits(firms.staff, "云启").get(1);
        assertThat(other.matched()).isEqualTo("shortName");
        assertThat(other.subtitle()).isEqualTo("云启");
    }

    @Test
    void numbersAddressesAndPhonesAreFoundByTheirParts() throws InterruptedException {
        Kind kind = Kind.DERBY;
        open(kind);
        firms.add("甲", "firmNo", "KH-202611-0042", "phone", "138 1234 5678", "email", "li.si@yunqi.example");
        firms.add("乙", "phone", "0535-6670042", "remark", "不查");
        firms.feed();

        for (String words : List.of(
                "KH-202611-0042",
                "kh202611",
                "1234",
                "12345678",
                "138 1234 5678",
                "+8613812345678",
                "li.si",
                "yunqi.example",
                "si@yunqi",
                "甲 1234")) {
            assertThat(firms.find(words)).as(words).containsExactly("甲");
        }
        for (String words : List.of("0535-6670042", "6670042", "05356670", "0042 乙")) {
            assertThat(firms.find(words)).as(words).containsExactly("乙");
        }
        assertThat(firms.find("0042")).containsExactlyInAnyOrder("甲", "乙");
        assertThat(firms.find("不查")).isEmpty();
        assertThat(firms.hits(firms.staff, "1234").get(0).matched()).isEqualTo("phone");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theIndexFollowsWhatIsCommittedAndNothingElse(Kind kind) throws InterruptedException {
        open(kind);
        RecordSnapshot firm = firms.add("蓬莱");
        firms.feed();
        firms.rename(firm, "瀛洲");
        assertThat(firms.feed().find("瀛洲")).containsExactly("瀛洲");
        assertThat(firms.find("蓬莱")).isEmpty();
        assertThatThrownBy(() -> firms.records.apply(
                        firms.staff,
                        List.of(
                                new RecordChange.Create(Firm.TYPE, Map.of("name", "方丈")),
                                new RecordChange.Create(Firm.TYPE, Map.of("name", "方丈", "email", "keine")))))
                .isInstanceOf(Invalid.class);
        assertThat(firms.feed().find("方丈")).isEmpty();
        assertThat(firms.index.status().documents()).isEqualTo(1);
        firms.delete(firm);
        assertThat(firms.feed().find("瀛洲")).isEmpty();
        assertThat(firms.index.status().documents()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatTheCallerMayNotSeeIsNotFoundByIt(Kind kind) throws InterruptedException {
        firms = Firms.on(kind);
        RecordQueries engine = firms.engine;
        firms.queries = new Masked(engine);
        firms.start(data).built(1);
        for (int i = 0; i < 30; i++) {
            firms.add("隐藏" + i, "phone", "13812345678");
        }
        firms.add("公开", "phone", "13812345678");
        firms.feed();
        Caller outsider = Firms.caller(9, "firms:read");

        assertThat(firms.find("1234")).contains("公开").hasSize(20);
        assertThat(firms.hits(outsider, "1234")).isEmpty();
        assertThat(firms.hits(outsider, "5678")).extracting(Hit::title).containsExactly("公开");
        assertThat(firms.hits(outsider, "公开")).extracting(Hit::title).containsExactly("公开");
        assertThat(firms.hits(outsider, "隐藏")).isEmpty();
        assertThat(firms.hits(Firms.caller(10, "others:read"), "公开")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoSeesFewFindsTheseAmongMoreThanAreTried(Kind kind) throws InterruptedException {
        open(kind);
        for (int i = 0; i < 3; i++) {
            firms.addOwn("企业自有" + i);
        }
        firms.addMany(1_100);
        firms.feed().feed();

        assertThat(firms.hits(Firms.SELLER, "企业"))
                .extracting(Hit::title)
                .containsExactlyInAnyOrder("企业自有0", "企业自有1", "企业自有2");
        assertThat(firms.hits(Firms.SELLER, "qy")).hasSize(3);
        assertThat(firms.hits(Firms.SELLER, "企业999")).isEmpty();
        assertThat(firms.hits(firms.staff, "企业")).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoSeesSomeOfManyFindsTheBestOfThem(Kind kind) throws InterruptedException {
        open(kind);
        for (int i = 0; i < 25; i++) {
            firms.addMany(12);
            firms.addOwn("企业自有" + i);
        }
        firms.addOwn("新企业");
        firms.addMany(12);
        firms.feed();

        assertThat(firms.hits(Firms.SELLER, "企业"))
                .hasSize(20)
                .extracting(Hit::title)
                .doesNotContain("新企业")
                .allMatch(title -> title.startsWith("企业自有"));
        assertThat(firms.hits(Firms.SELLER, "新企业")).extracting(Hit::title).containsExactly("新企业");
    }

    @Test
    void itGoesOnWhereItStoppedAndBuildsAnewWhatItCannotUse() throws Exception {
        Kind kind = Kind.DERBY;
        open(kind);
        RecordSnapshot firm = firms.add("蓬莱");
        firms.feed().stop();

        firms.rename(firm, "瀛洲");
        firms.start(data);
        assertThat(firms.index.status().ready()).isTrue();
        assertThat(firms.find("蓬莱"))
                .as("as the index has it and the database no longer")
                .isEmpty();
        assertThat(firms.feed().find("瀛洲")).containsExactly("瀛洲");
        firms.stop();

        for (Path file : files()) {
            Files.write(file, new byte[] {1, 2, 3});
        }
        firms.start(data).built(1);
        assertThat(firms.find("瀛洲")).containsExactly("瀛洲");
        firms.stop();

        firms.events.remove(firms.events.size() - 1);
        firms.start(data).built(1);
        assertThat(firms.find("yingzhou")).as("events of another database").containsExactly("瀛洲");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void itIsBuiltAnewOnDemandWhileTheOldOneAnswers(Kind kind) throws Exception {
        open(kind);
        firms.addMany(600);
        firms.feed();
        firms.feed();
        firms.search.reindex(firms.staff);
        firms.feed();
        while (firms.index.status().builds() < 2) {
            assertThat(firms.find("企业77")).startsWith("企业77");
            firms.feed();
        }
        assertThat(firms.index.status().documents()).isEqualTo(600);
        assertThat(firms.find("qy599")).containsExactly("企业599");
        assertThat(firms.index.status().problem()).isNull();
    }

    @Test
    void listsAnswerForAsLongAsThereIsNoIndex() {
        Kind kind = Kind.DERBY;
        firms = Firms.on(kind);
        firms.add("蓬莱阁");
        firms.start(data);
        if (!firms.index.status().ready()) {
            assertThat(firms.find("蓬莱")).containsExactly("蓬莱阁");
        }
        assertThat(firms.find("plg")).containsExactly("蓬莱阁");
    }

    @Test
    void noPhoneCanBeReadOutOfTheFiles() throws Exception {
        Kind kind = Kind.DERBY;
        open(kind);
        firms.add("甲", "phone", "13812345678");
        firms.feed().stop();
        List<String> fragments = List.of("1381", "3812", "8123", "1234", "2345", "3456", "4567", "5678");
        for (Path file : files()) {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            assertThat(fragments.stream().filter(bytes::contains))
                    .as("one or two may stand in a record's id by chance")
                    .hasSizeLessThan(3);
        }
        firms.start(data);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("index"))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("write.lock"))
                    .toList();
        }
    }

    /** Shows user 9 masked phones, and no records whose name says that they are hidden. */
    private record Masked(RecordQueries engine) implements RecordQueries {
        @Override
        public void list(Caller caller, ListRequest request, OutputStream out) {
            if (caller.userId() != 9) {
                engine.list(caller, request, out);
                return;
            }
            java.io.ByteArrayOutputStream page = new java.io.ByteArrayOutputStream();
            String filter = "name!=隐藏*" + (request.filter().isEmpty() ? "" : ";" + request.filter());
            engine.list(
                    caller,
                    new ListRequest(
                            request.type(),
                            filter,
                            request.q(),
                            request.sort(),
                            request.fields(),
                            request.limit(),
                            request.cursor(),
                            request.count()),
                    page);
            try {
                out.write(page.toString(StandardCharsets.UTF_8)
                        .replace("+8613812345678", "138****5678")
                        .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public JsonRecord read(Caller caller, String type, long id) {
            return engine.read(caller, type, id);
        }

        @Override
        public void aggregate(Caller caller, AggregateRequest request, OutputStream out) {
            engine.aggregate(caller, request, out);
        }
    }
}
