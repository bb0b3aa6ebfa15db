package org.penglai.crm.mail.internal.mime;

import java.util.regex.Pattern;
import org.owasp.html.Encoding;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** HTML as text, for readers without HTML and for search. */
public final class PlainText {
    private static final PolicyFactory LINES = new HtmlPolicyBuilder()
            .allowElements("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "pre", "table")
            .toFactory();
    private static final Pattern BREAK = Pattern.compile("<br[^>]*>|</(p|div|li|tr|h[1-4]|blockquote|pre|table)>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00A0]*\\n[ \\t\\u00A0]*");
    private static final Pattern MANY_LINES = Pattern.compile("\\n{3,}");

    private PlainText() {}

    /** @param html of any origin */
    public static String of(String html) {
        String lines = LINES.sanitize(html.replaceAll("\\s+", " "));
        String text = TAG.matcher(BREAK.matcher(lines).replaceAll("\n")).replaceAll("");
        String plain = Encoding.decodeHtml(text, false);
        return MANY_LINES
                .matcher(BLANKS.matcher(plain).replaceAll("\n"))
                .replaceAll("\n\n")
                .strip();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
