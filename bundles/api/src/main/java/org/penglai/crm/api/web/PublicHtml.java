package org.penglai.crm.api.web;

import java.util.Locale;

/** What public pages have in common: one look, light and dark, on phones and desks, and nothing that was sent runs in them. */
public final class PublicHtml {
    /** A style sheet for text, forms and buttons; a page serves it, with its own rules behind it, by {@link PublicAnswer#css}. */
    public static final String STYLE =
            """
            :root { color-scheme: light dark; --accent: #1f5fd6; --ink: #ffffff; --line: #858f9c; --text: #1d2129;
              --soft: #4e5969; --back: #ffffff; --bad: #b42318; }
            @media (prefers-color-scheme: dark) {
              :root { --accent: #8ab4ff; --ink: #121417; --line: #626e7c; --text: #e8eaed; --soft: #b0b6bf; --back: #1b1e23;
                --bad: #ff9a8f; }
            }
            * { box-sizing: border-box; }
            [hidden] { display: none !important; }
            body { margin: 0; background: var(--back); color: var(--text); overflow-wrap: anywhere;
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
            main { max-width: 560px; margin: 0 auto; padding: 24px 16px; }
            h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.4; }
            a { color: var(--accent); }
            .field { margin: 0 0 14px; }
            .field label { display: block; margin-bottom: 4px; }
            textarea, input:not([type=checkbox], [type=radio], [type=file]) { width: 100%; min-height: 44px; padding: 9px 12px;
              font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 6px; }
            textarea { min-height: 96px; }
            input:focus-visible, textarea:focus-visible, button:focus-visible, a:focus-visible {
              outline: 2px solid var(--accent); outline-offset: 2px; }
            [aria-invalid=true] { border-color: var(--bad) !important; }
            .problem { color: var(--bad); }
            .field > .problem { display: block; font-size: 14px; }
            .trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
            button { min-height: 44px; padding: 9px 28px; white-space: nowrap; font: inherit; font-weight: 600; color: var(--ink);
              background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
            button:disabled { opacity: 0.6; cursor: default; }
            .uploads { margin: 0 0 14px; }
            .uploads label { display: block; margin-bottom: 4px; }
            .uploads ul { list-style: none; margin: 8px 0 0; padding: 0; }
            .uploads li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 4px 0; }
            .uploads output { color: var(--soft); font-size: 14px; }
            .uploads li button { min-height: 32px; padding: 2px 12px; margin-left: auto; font-weight: 400; color: var(--text);
              background: transparent; border: 1px solid var(--line); }
            """;

    private PublicHtml() {}

    /**
     * A whole page.
     *
     * @param title plain text
     * @param style path of the page's style sheet, such as {@code /public/survey/style.css}
     * @param body HTML
     */
    public static String page(String title, String style, String body, Locale locale) {
        return "<!doctype html><html lang=\"" + locale.toLanguageTag()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><title>" + escape(title)
                + "</title><link rel=\"stylesheet\" href=\"" + escape(style) + "\"></head><body><main>" + body
                + "</main></body></html>";
    }

    /** Plain text as it stands in an element or in a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
