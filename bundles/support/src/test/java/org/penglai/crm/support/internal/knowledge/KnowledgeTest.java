package org.penglai.crm.support.internal.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.testkit.TestKernel;

/** Readers see what was published last, for as long as it is valid and if it is meant for them, and say whether it helped. */
class KnowledgeTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f-]{36})\"");

    private final MovedClock time = new MovedClock();
    private TestKernel kernel;
    private KnowledgePage page;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsKnownIsWrittenPublishedFoundAndJudged(TestDatabase.Kind kind) throws InterruptedException {
        try (TestKernel opened = TestKernel.on(
                kind, time, new UsersType(), new ArticleType(), new ArticleVersionType(), new ArticleVoteType())) {
            kernel = opened;
            page = new KnowledgePage(kernel.records(), time);
            nothingIsSeenBeforeItIsPublished();
            readersSeeWhatWasPublishedLastWhileItIsWrittenAnew();
            whatIsInternalIsForStaffAlone();
            anArticleIsFoundByAnyPartOfItsText();
            anArticleIsSeenWhileItIsValid();
            eachReaderIsCountedOnce();
            whatIsWrittenRunsNowhere();
        }
    }

    private void nothingIsSeenBeforeItIsPublished() {
        RecordSnapshot article = article(Map.of("visibility", "public"));
        assertThat(look(article).status()).isEqualTo(404);
        assertThatThrownBy(() -> act(article, "publish", Map.of())).isInstanceOf(Conflict.class);
        act(article, "submit", Map.of());
        act(article, "sendBack", Map.of("reason", "缺少步骤"));
        assertThat(now(article).text("status")).isEqualTo("draft");
        act(article, "submit", Map.of());
        assertThat(look(article).status()).isEqualTo(404);
        act(article, "publish", Map.of());
        assertThat(now(article).text("status")).isEqualTo("published");
        assertThat(look(article).body()).contains("更换密封圈", "第一步：关闭阀门");
        act(article, "takeDown", Map.of());
        assertThat(now(article).text("status")).isEqualTo("expired");
        assertThat(look(article).status()).isEqualTo(404);
        assertThatThrownBy(() -> article(Map.of("validFrom", "2027-01-02", "validTo", "2027-01-01")))
                .isInstanceOf(Invalid.class);
    }

    private void readersSeeWhatWasPublishedLastWhileItIsWrittenAnew() {
        RecordSnapshot article = published(Map.of("visibility", "public"));
        kernel.update(now(article), Map.of("body", "第一步：断电"));
        assertThat(now(article).text("status")).isEqualTo("draft");
        assertThat(look(article).body()).contains("关闭阀门").doesNotContain("断电");
        assertThat(search("断电")).doesNotContain(RecordId.format(article.id()));
        act(article, "submit", Map.of());
        kernel.update(now(article), Map.of("body", "第一步：断电并挂牌"));
        assertThat(now(article).text("status"))
                .as("what was to be reviewed is another")
                .isEqualTo("draft");
        act(article, "submit", Map.of());
        act(article, "publish", Map.of());
        assertThat(look(article).body()).contains("断电并挂牌").doesNotContain("关闭阀门");
        assertThat(kernel.list("articleVersions", "article==" + RecordId.format(article.id()), 9))
                .extracting(version -> version.integer("versionNumber", 0) + " " + version.get("isLive", Boolean.class))
                .containsExactlyInAnyOrder("1 false", "2 true");
    }

    private void whatIsInternalIsForStaffAlone() {
        RecordSnapshot article = published(Map.of("title", "内部折扣规则"));
        assertThat(look(article).status()).isEqualTo(404);
        assertThat(search("折扣")).doesNotContain("内部折扣规则");
        assertThat(kernel.list("articleVersions", "isLive==true;title==*折扣*", 9))
                .hasSize(1);
    }

    private void anArticleIsFoundByAnyPartOfItsText() {
        published(Map.of("title", "水泵异响怎么办", "body", "检查叶轮与轴承 P-200", "visibility", "public"));
        for (String words : List.of("异响", "叶轮", "p-200", "水泵 轴承", "异*响")) {
            assertThat(search(words)).as(words).contains("水泵异响怎么办");
        }
        for (String words : List.of("阀芯", "水泵 阀芯", "\" or 1=1", "\\", "');drop", "%", "_")) {
            assertThat(search(words)).as(words).doesNotContain("水泵异响怎么办");
        }
        assertThat(search("")).contains("水泵异响怎么办");
    }

    private void anArticleIsSeenWhileItIsValid() throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(time.instant(), ZoneId.of("Asia/Shanghai"));
        RecordSnapshot article =
                published(Map.of("visibility", "public", "validFrom", today.plusDays(1), "validTo", today.plusDays(2)));
        ArticleExpiry expiry = new ArticleExpiry(kernel.records());
        assertThat(look(article).status()).isEqualTo(404);
        time.move(Duration.ofDays(2));
        expiry.run(time.instant());
        assertThat(look(article).status()).isEqualTo(200);
        time.move(Duration.ofDays(1));
        assertThat(look(article).status()).as("before the worker comes, too").isEqualTo(404);
        expiry.run(time.instant());
        assertThat(now(article).text("status")).isEqualTo("expired");
        expiry.run(time.instant());
        assertThat(look(article).status()).isEqualTo(404);
    }

    private void eachReaderIsCountedOnce() {
        RecordSnapshot article = published(Map.of("visibility", "public"));
        String token = token(article);
        vote(article, token, "yes");
        vote(article, token, "yes");
        assertVotes(article, 1, 0);
        vote(article, token, "no");
        assertVotes(article, 0, 1);
        vote(article, token(article), "yes");
        vote(article, token(article), "maybe");
        vote(article, "x", "yes");
        assertVotes(article, 1, 1);
        act(article, "voteHelpful", Map.of());
        act(article, "voteHelpful", Map.of());
        assertVotes(article, 2, 1);
        act(article, "voteUnhelpful", Map.of());
        assertVotes(article, 1, 2);
        assertThat(kernel.list("articleVotes", "article==" + RecordId.format(article.id()), 9))
                .hasSize(3);
    }

    private void whatIsWrittenRunsNowhere() {
        RecordSnapshot article = published(Map.of(
                "title", "<script>alert(1)</script>", "body", "<img src=x onerror=alert(1)>", "visibility", "public"));
        assertThat(look(article).body()).doesNotContain("<script", "<img").contains("&lt;script&gt;", "&lt;img");
        assertThat(search("alert")).doesNotContain("<script", "<img");
        assertThat(search("\"><script>")).doesNotContain("<script");
    }

    private void assertVotes(RecordSnapshot article, int helpful, int unhelpful) {
        assertThat(now(article).integer("helpful", -1)).isEqualTo(helpful);
        assertThat(now(article).integer("unhelpful", -1)).isEqualTo(unhelpful);
    }

    private RecordSnapshot article(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("title", "更换密封圈", "body", "第一步：关闭阀门"));
        values.putAll(more);
        return kernel.create("articles", values);
    }

    private RecordSnapshot published(Map<String, Object> more) {
        RecordSnapshot article = article(more);
        act(article, "submit", Map.of());
        act(article, "publish", Map.of());
        return article;
    }

    private void act(RecordSnapshot article, String action, Map<String, Object> arguments) {
        kernel.act(now(article), action, arguments);
    }

    private PublicAnswer look(RecordSnapshot article) {
        return ask(false, RecordId.format(article.id()), Map.of());
    }

    private String search(String words) {
        PublicAnswer found = ask(false, "", Map.of("q", words));
        assertThat(found.status()).isEqualTo(200);
        return found.body();
    }

    private String token(RecordSnapshot article) {
        Matcher token = TOKEN.matcher(look(article).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private void vote(RecordSnapshot article, String token, String vote) {
        assertThat(ask(true, RecordId.format(article.id()), Map.of("token", token, "helpful", vote))
                        .status())
                .isEqualTo(303);
    }

    private PublicAnswer ask(boolean posted, String path, Map<String, String> parameters) {
        return page.answer(new PublicRequest(posted, path, parameters, Locale.SIMPLIFIED_CHINESE));
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }
}
