package org.penglai.crm.support.internal.knowledge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ReadModifyWrite;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicPage;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.support.internal.Support;

/** {@code /public/knowledge}: what everybody may know, found by any part of its text. */
@Component
public final class KnowledgePage implements PublicPage {
    static final String NAME = "knowledge";
    private static final int MOST = 50;
    private static final int MOST_WORDS = 5;
    private static final int LONGEST_SEARCH = 60;
    private static final String STYLE = "style.css";
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{13}");

    private final Records records;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public KnowledgePage(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records, Clock.systemUTC());
    }

    KnowledgePage(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PublicAnswer answer(PublicRequest request) {
        KnowledgeHtml html = new KnowledgeHtml(request.locale());
        if (request.path().isEmpty()) {
            String search = cut(request.parameter(KnowledgeHtml.SEARCH));
            return page(html.list(found(search), search));
        }
        if (STYLE.equals(request.path())) {
            return PublicAnswer.css(KnowledgeHtml.STYLE);
        }
        Optional<RecordSnapshot> version = shown(request.path());
        if (version.isEmpty()) {
            return PublicAnswer.notFound();
        }
        if (request.posted()) {
            return vote(version.get(), request);
        }
        boolean voted = !request.parameter(KnowledgeHtml.VOTED).isEmpty();
        return page(html.article(
                request.path(), version.get(), voted ? null : UUID.randomUUID().toString()));
    }

    private List<RecordSnapshot> found(String search) {
        String words = Arrays.stream(search.split("[\\s*]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(KnowledgePage::holds)
                .collect(Collectors.joining());
        return records.list(
                Caller.system(), ArticleVersionType.TYPE, new RecordQuery(visible() + words, "title,id", MOST));
    }

    private static String holds(String word) {
        String part = "\"*" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "*\"";
        return ";(title==" + part + ",body==" + part + ")";
    }

    private Optional<RecordSnapshot> shown(String article) {
        return ID.matcher(article).matches()
                ? records
                        .list(
                                Caller.system(),
                                ArticleVersionType.TYPE,
                                new RecordQuery(visible() + ";article==" + article, "id", 1))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    private String visible() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Caller.system().zone());
        return ArticleVersionType.shown(today) + ";visibility==" + ArticleFields.PUBLIC;
    }

    private PublicAnswer vote(RecordSnapshot version, PublicRequest request) {
        long article = version.reference(ArticleVersionType.ARTICLE);
        String token = request.parameter(KnowledgeHtml.TOKEN);
        String vote = request.parameter(KnowledgeHtml.VOTE);
        if (TOKEN.matcher(token).matches() && Set.of("yes", "no").contains(vote)) {
            try {
                ReadModifyWrite.run(records, () -> records.find(Caller.system(), ArticleType.TYPE, article)
                        .map(found -> Voting.changes(records, found, "visitor:" + token, "yes".equals(vote)))
                        .orElse(List.of()));
            } catch (Conflict sentTwiceAtOnce) {
                // One vote is enough.
            }
        }
        return PublicAnswer.goTo(RecordId.format(article) + "?" + KnowledgeHtml.VOTED + "=1&lang="
                + request.locale().toLanguageTag());
    }

    private static PublicAnswer page(String html) {
        return PublicAnswer.html(200, html, Set.of());
    }

    private static String cut(String search) {
        return search.substring(0, Math.min(search.length(), LONGEST_SEARCH));
    }
}
