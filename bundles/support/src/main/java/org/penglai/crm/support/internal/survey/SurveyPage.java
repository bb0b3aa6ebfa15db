package org.penglai.crm.support.internal.survey;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicPage;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.support.internal.Support;

/**
 * {@code /public/survey/<token>}: shows the scale, and takes one answer. Looking at the page scores nothing, since programs
 * that check mail open every link in it.
 */
@Component
public final class SurveyPage implements PublicPage {
    static final String NAME = "survey";
    static final String SCORE = "score";
    static final String COMMENT = "comment";
    private static final String STYLE = "style.css";
    private static final int LONGEST_COMMENT = 2_000;
    private static final int OK = 200;
    private static final int GONE = 410;
    private static final int INVALID = 422;

    private final Records records;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public SurveyPage(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records, Clock.systemUTC());
    }

    SurveyPage(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public PublicAnswer answer(PublicRequest request) {
        if (STYLE.equals(request.path())) {
            return PublicAnswer.css(SurveyHtml.STYLE);
        }
        RecordSnapshot response =
                Tokens.isToken(request.path()) ? find(request.path()).orElse(null) : null;
        if (response == null) {
            return PublicAnswer.notFound();
        }
        Locale locale = request.locale();
        if (response.values().get(SurveyResponseType.SCORE) != null) {
            return page(OK, SurveyHtml.thanks(locale));
        }
        if (!now().isBefore(response.get(SurveyResponseType.EXPIRES_AT, Instant.class))) {
            return page(GONE, SurveyHtml.expired(locale));
        }
        RecordSnapshot survey = records.find(
                        Caller.system(), SurveyType.TYPE, response.reference(SurveyResponseType.SURVEY))
                .orElseThrow();
        SurveyKind kind = SurveyKind.of(survey.text(SurveyType.KIND));
        Integer score = kind.score(request.parameter(SCORE));
        SurveyHtml html = new SurveyHtml(request.path(), survey, kind, locale);
        if (!request.posted()) {
            return page(OK, html.ask(score, "", false));
        }
        String comment = request.parameter(COMMENT);
        if (score == null) {
            return page(INVALID, html.ask(null, comment, true));
        }
        return take(response, score, comment, request);
    }

    private Optional<RecordSnapshot> find(String token) {
        String hash = "tokenHash==" + Tokens.hash(token);
        return records.list(Caller.system(), SurveyResponseType.TYPE, new RecordQuery(hash, "id", 1)).stream()
                .findFirst();
    }

    private PublicAnswer take(RecordSnapshot response, int score, String comment, PublicRequest request) {
        Map<String, Object> values = new HashMap<>();
        values.put(SurveyResponseType.SCORE, score);
        values.put(SurveyResponseType.ANSWERED_AT, now());
        if (!comment.isEmpty()) {
            values.put(SurveyResponseType.COMMENT, comment.substring(0, Math.min(comment.length(), LONGEST_COMMENT)));
        }
        try {
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Update(
                            SurveyResponseType.TYPE, response.id(), response.version(), values)));
        } catch (Stale answeredMeanwhile) {
            // The page shows that it is answered, and by whichever click is all the same.
        }
        return PublicAnswer.goTo(request.path() + "?lang=" + request.locale().toLanguageTag());
    }

    private static PublicAnswer page(int status, String html) {
        return PublicAnswer.html(status, html, Set.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
