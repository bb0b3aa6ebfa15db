package org.penglai.crm.support.internal.survey;

import java.util.Locale;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordSnapshot;

/** Draws the page of a survey, which needs no script. Whatever people wrote is escaped. */
final class SurveyHtml {
    static final String STYLE =
            """
            :root { color-scheme: light dark; --accent: #1f5fd6; --ink: #ffffff; --line: #858f9c; --text: #1d2129;
              --soft: #4e5969; --back: #ffffff; --bad: #b42318; }
            @media (prefers-color-scheme: dark) {
              :root { --accent: #8ab4ff; --ink: #121417; --line: #626e7c; --text: #e8eaed; --soft: #b0b6bf; --back: #1b1e23;
                --bad: #ff9a8f; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
            main { max-width: 560px; margin: 0 auto; padding: 24px 16px; }
            h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.4; }
            fieldset { border: 0; margin: 0 0 4px; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
            fieldset label { display: flex; align-items: center; gap: 6px; min-height: 44px; padding: 8px 12px;
              border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
            .ends { display: flex; justify-content: space-between; margin: 0 0 16px; color: var(--soft); font-size: 14px; }
            textarea { width: 100%; min-height: 96px; margin: 4px 0 16px; padding: 9px 12px; font: inherit; color: inherit;
              background: transparent; border: 1px solid var(--line); border-radius: 6px; }
            input:focus-visible, textarea:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
            button { min-height: 44px; padding: 9px 28px; font: inherit; font-weight: 600; color: var(--ink);
              background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
            .problem { color: var(--bad); }
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
        return "<!doctype html><html lang=\"" + locale.toLanguageTag()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><title>" + escape(TITLE.in(locale))
                + "</title><link rel=\"stylesheet\" href=\"/public/" + SurveyPage.NAME
                + "/style.css\"></head><body><main>" + body + "</main></body></html>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
