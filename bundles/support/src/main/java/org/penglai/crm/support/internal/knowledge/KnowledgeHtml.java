package org.penglai.crm.support.internal.knowledge;

import static org.penglai.crm.api.web.PublicHtml.escape;

import java.util.List;
import java.util.Locale;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicHtml;

/** Draws the public part of the knowledge base. Whatever people wrote is escaped. */
final class KnowledgeHtml {
    static final String SEARCH = "q";
    static final String VOTE = "helpful";
    static final String TOKEN = "token";
    static final String VOTED = "voted";

    static final String STYLE = PublicHtml.STYLE
            + """
            main { max-width: 720px; }
            form[role=search] { display: flex; gap: 8px; margin: 0 0 16px; }
            form[role=search] label { position: absolute; left: -9999px; }
            ul { list-style: none; margin: 0; padding: 0; }
            li { padding: 10px 0; border-bottom: 1px solid var(--line); }
            li p { margin: 4px 0 0; color: var(--soft); font-size: 14px; }
            .text { white-space: pre-line; }
            .votes { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin-top: 24px; padding-top: 16px;
              border-top: 1px solid var(--line); }
            .votes button { font-weight: 400; color: var(--text); background: transparent; border: 1px solid var(--line); }
            """;

    private static final Localized TITLE = Localized.of("帮助中心", "Help centre");
    private static final Localized FIND = Localized.of("搜索", "Search");
    private static final Localized WHAT = Localized.of("搜索文章", "Search articles");
    private static final Localized NOTHING = Localized.of("没有找到文章。", "No article was found.");
    private static final Localized ALL = Localized.of("全部文章", "All articles");
    private static final Localized HELPED = Localized.of("这篇文章有帮助吗？", "Did this help?");
    private static final Localized YES = Localized.of("有帮助", "Yes");
    private static final Localized NO = Localized.of("没有帮助", "No");
    private static final Localized THANKS = Localized.of("感谢您的反馈。", "Thank you for telling us.");
    private static final int EXCERPT = 90;

    private final Locale locale;

    KnowledgeHtml(Locale locale) {
        this.locale = locale;
    }

    /** @param search what was searched for; empty for all */
    String list(List<RecordSnapshot> versions, String search) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>").append(escape(TITLE.in(locale))).append("</h1>");
        body.append("<form role=\"search\" action=\"").append(escape(path(""))).append("\"><label for=\"q\">");
        body.append(escape(WHAT.in(locale))).append("</label><input id=\"q\" type=\"search\" name=\"" + SEARCH);
        body.append("\" maxlength=\"60\" placeholder=\"").append(escape(WHAT.in(locale)));
        body.append("\" value=\"").append(escape(search)).append("\"><input type=\"hidden\" name=\"lang\" value=\"");
        body.append(locale.toLanguageTag()).append("\"><button type=\"submit\">");
        body.append(escape(FIND.in(locale))).append("</button></form>");
        if (versions.isEmpty()) {
            body.append("<p role=\"status\">")
                    .append(escape(NOTHING.in(locale)))
                    .append("</p>");
        }
        body.append("<ul>");
        for (RecordSnapshot version : versions) {
            String article = RecordId.format(version.reference(ArticleVersionType.ARTICLE));
            body.append("<li><a href=\"").append(escape(path(article))).append("\">");
            body.append(escape(version.text(ArticleFields.TITLE))).append("</a><p>");
            body.append(escape(excerpt(version.text(ArticleFields.BODY)))).append("</p></li>");
        }
        return around(TITLE.in(locale), body.append("</ul>").toString());
    }

    /** @param token by which this page votes; null if it has */
    String article(String id, RecordSnapshot version, String token) {
        StringBuilder body = new StringBuilder();
        body.append("<p><a href=\"").append(escape(path(""))).append("\">");
        body.append(escape(ALL.in(locale))).append("</a></p><h1>");
        body.append(escape(version.text(ArticleFields.TITLE))).append("</h1><div class=\"text\">");
        body.append(escape(version.text(ArticleFields.BODY))).append("</div>");
        if (token == null) {
            body.append("<p role=\"status\">").append(escape(THANKS.in(locale))).append("</p>");
        } else {
            body.append("<form class=\"votes\" method=\"post\" action=\"").append(escape(path(id)));
            body.append("\"><span>").append(escape(HELPED.in(locale))).append("</span>");
            body.append("<input type=\"hidden\" name=\"" + TOKEN + "\" value=\"")
                    .append(escape(token));
            body.append("\"><button name=\"" + VOTE + "\" value=\"yes\">").append(escape(YES.in(locale)));
            body.append("</button><button name=\"" + VOTE + "\" value=\"no\">").append(escape(NO.in(locale)));
            body.append("</button></form>");
        }
        return around(version.text(ArticleFields.TITLE), body.toString());
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT)) + "…";
    }

    private String around(String title, String body) {
        return PublicHtml.page(title, path("style.css"), body, locale);
    }

    private String path(String more) {
        return "/public/" + KnowledgePage.NAME + (more.isEmpty() ? "" : "/" + more) + "?lang=" + locale.toLanguageTag();
    }
}
