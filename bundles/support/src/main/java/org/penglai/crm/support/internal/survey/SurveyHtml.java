package org.penglai.crm.support.internal.survey;

import static org.penglai.crm.api.web.PublicHtml.escape;

import java.util.Locale;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicHtml;

/** Draws the page of a survey, which needs no script. Whatever people wrote is escaped. */
final class SurveyHtml {
    static final String STYLE = PublicHtml.STYLE
            + """
            fieldset { border: 0; margin: 0 0 4px; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
            fieldset label { display: flex; align-items: center; gap: 6px; min-height: 44px; padding: 8px 12px;
              border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
            .ends { display: flex; justify-content: space-between; margin: 0 0 16px; color: var(--soft); font-size: 14px; }
            textarea { margin: 4px 0 16px; }
            """;

    private static final Localized COMMENT = Localized.of("还有什么要告诉我们的？", "Is there anything you want to tell us?");
    private static final Localized SEND = Localized.of("提交评价", "Send");
    private static final Localized CHOOSE = Localized.of("请选择一个分数。", "Please choose a score.");
    private static final Localized THANKS = Localized.of("已收到您的评价，谢谢！", "Thank you, we have your answer.");
    private static final Localized EXPIRED =
            Localized.of("这个链接已过期，感谢您的关注。", "This link has expired. Thank you for your interest.");
    private static final Localized TITLE = Localized.of("服务评价", "How did we do?");

    private final String token;
    private final RecordSnapshot survey;
    private final SurveyKind kind;
    private final Locale locale;

    SurveyHtml(String token, RecordSnapshot survey, SurveyKind kind, Locale locale) {
        this.token = token;
        this.survey = survey;
        this.kind = kind;
        this.locale = locale;
    }

    /** @param chosen by the link; null for none */
    String ask(Integer chosen, String comment, boolean missing) {
        String own = survey.text(SurveyType.QUESTION);
        String question = escape(own == null ? kind.question().in(locale) : own);
        StringBuilder body = new StringBuilder();
        body.append("<h1 id=\"question\">").append(question).append("</h1>");
        body.append("<form method=\"post\" action=\"/public/")
                .append(SurveyPage.NAME)
                .append('/')
                .append(token)
                .append("?lang=")
                .append(locale.toLanguageTag())
                .append("\">");
        if (missing) {
            body.append("<p class=\"problem\" role=\"alert\">")
                    .append(escape(CHOOSE.in(locale)))
                    .append("</p>");
        }
        body.append("<fieldset role=\"radiogroup\" aria-labelledby=\"question\">");
        for (int score = kind.least(); score <= kind.most(); score++) {
            body.append("<label><input type=\"radio\" name=\"")
                    .append(SurveyPage.SCORE)
                    .append("\" required value=\"")
                    .append(score)
                    .append('"')
                    .append(chosen != null && chosen == score ? " checked" : "")
                    .append('>')
                    .append(score)
                    .append("</label>");
        }
        body.append("</fieldset><p class=\"ends\"><span>")
                .append(escape(kind.low().in(locale)))
                .append("</span><span>")
                .append(escape(kind.high().in(locale)))
                .append("</span></p><label for=\"comment\">")
                .append(escape(COMMENT.in(locale)))
                .append("</label><textarea id=\"comment\" name=\"")
                .append(SurveyPage.COMMENT)
                .append("\" maxlength=\"2000\">")
                .append(escape(comment))
                .append("</textarea><button type=\"submit\">")
                .append(escape(SEND.in(locale)))
                .append("</button></form>");
        return around(body.toString(), locale);
    }

    static String thanks(Locale locale) {
        return around("<p role=\"status\">" + escape(THANKS.in(locale)) + "</p>", locale);
    }

    static String expired(Locale locale) {
        return around("<p role=\"status\">" + escape(EXPIRED.in(locale)) + "</p>", locale);
    }

    private static String around(String body, Locale locale) {
        return PublicHtml.page(TITLE.in(locale), "/public/" + SurveyPage.NAME + "/style.css", body, locale);
    }
}
