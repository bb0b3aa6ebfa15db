package org.penglai.crm.search.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.search.internal.query.IndexedTexts;

/** Lists that look for a text anywhere in a name let the index say where to look, and find what they would find without. */
@Timeout(120)
class IndexedTextsTest {
    private static final List<String> TEXTS = List.of(
            "云",
            "云启",
            "启科",
            "科技",
            "云启科技",
            "启科技（集",
            "yqkj",
            "YQ",
            "abc",
            "ABC",
            "bc食",
            "KH-2026",
            "kh-2",
            "4711",
            "云%启",
            "138",
            "1234",
            "0535-667",
            "li.si",
            "li",
            "雲啟",
            "（集团）",
            "*",
            "·",
            "云 启");
    private static final Duration LONG_AGO = Duration.ofMinutes(5);

    @TempDir
    private Path data;

    private Firms firms;

    @AfterEach
    void stop() throws IOException {
        firms.indexedLists(false);
        firms.stop();
    }

    private void open(Kind kind) throws InterruptedException {
        firms = Firms.on(kind).start(data).built(1);
        firms.add("上海云启科技有限公司");
        firms.add("云启科技（集团）");
        firms.add("雲啟科技（集團）");
        firms.add("云 启");
        firms.add("云%启");
        firms.add("吕氏ABC食品", "firmNo", "KH-202611-0042");
        firms.add("甲", "shortName", "云启", "phone", "138 1234 5678", "email", "li.si@yunqi.example");
        firms.add("abc", "phone", "0535-6670042", "remark", "云启");
        firms.add("info4711", "firmNo", "4711");
        firms.addOwn("云启的我店");
        firms.delete(firms.add("云启旧店"));
        firms.feed();
    }

    @Test
    void listsFindWithTheIndexWhatTheyFindWithout() throws InterruptedException {
        open(Kind.POSTGRES);
        for (boolean own : new boolean[] {false, true}) {
            for (String text : TEXTS) {
                firms.indexedLists(false);
                List<String> box = firms.listed(own, "", text);
                List<String> filtered = firms.listed(own, "name==*" + quoted(text) + "*", "");
                firms.indexedLists(true);
                assertThat(firms.listed(own, "", text)).as("box %s", text).isEqualTo(box);
                assertThat(firms.listed(own, "name==*" + quoted(text) + "*", ""))
                        .as("filter %s", text)
                        .isEqualTo(filtered);
            }
        }
    }

    private static String quoted(String text) {
        return text.equals("*") ? "\\*" : text.replaceAll("[\\s();,'\"]", "");
    }

    @Test
    void onlyTheRowsThatTheIndexNamesAreLookedInto() throws InterruptedException {
        open(Kind.POSTGRES);
        firms.indexedLists(true);
        List<String> sent = firms.database.log().of(() -> {
            firms.listed(false, "", "云启");
            firms.listed(false, "name==*云启*", "");
            firms.listed(true, "name==*云启*;shortName=null=true", "");
        });
        firms.database.quiet();

        assertThat(sent)
                .filteredOn(sql -> sql.contains(" like "))
                .hasSize(6)
                .allMatch(sql -> sql.contains("any ("), "confined to ids");
    }

    @Test
    void whatHasJustChangedIsFoundBeforeTheIndexHasIt() throws InterruptedException {
        open(Kind.POSTGRES);
        firms.indexedLists(true);
        firms.add("刚刚成立的云启分店");
        RecordSnapshot renamed = firms.add("乙");
        firms.rename(renamed, "改名云启");

        assertThat(firms.listed(false, "", "云启")).contains("刚刚成立的云启分店", "改名云启");
        assertThat(firms.listed(false, "name==*云启*", "")).contains("刚刚成立的云启分店", "改名云启");
    }

    @Test
    void itSaysSinceWhenItMayLackSomething() throws InterruptedException {
        open(Kind.DERBY);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        IndexedTexts texts = firms.texts(later);

        assertThat(texts.holding(Firm.TYPE, "云启", 100).orElseThrow().since())
                .as("all that has been committed is in it")
                .isBetween(later.instant().minus(LONG_AGO), later.instant());
        firms.add("新的");
        assertThat(texts.holding(Firm.TYPE, "云启", 100).orElseThrow().since())
                .as("it waits for a change")
                .isBefore(Clock.systemUTC().instant());
    }

    @Test
    void itIsSilentWhereItDoesNotKnowAllOrTooMuch() throws InterruptedException {
        open(Kind.DERBY);
        IndexedTexts texts = firms.texts(Clock.systemUTC());

        assertThat(texts.holding(Firm.TYPE, "云启", 7).orElseThrow().ids()).hasSize(7);
        assertThat(texts.holding(Firm.TYPE, "云启", 6)).as("more").isEmpty();
        assertThat(texts.holding(Firm.TYPE, "云", 100)).as("a single sign").isEmpty();
        assertThat(texts.holding(Firm.TYPE, "雲啟", 100))
                .as("folded, perhaps otherwise within a text")
                .isEmpty();
        assertThat(texts.holding("nothing", "云启", 100)).isEmpty();
    }
}
