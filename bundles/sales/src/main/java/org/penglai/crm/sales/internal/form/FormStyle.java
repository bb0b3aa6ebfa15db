package org.penglai.crm.sales.internal.form;

import java.util.Objects;
import org.penglai.crm.api.records.RecordSnapshot;

/** How a form looks: plain, in the form's own colour, light or dark as the visitor's system is. */
final class FormStyle {
    private static final String ACCENT = "#1f5fd6";
    private static final String DARK_INK = "#121417";
    private static final String LIGHT_INK = "#ffffff";

    private static final String SHEET =
            """
            :root { color-scheme: light dark; --accent: %s; --ink: %s; --line: #858f9c; --text: #1d2129; --soft: #4e5969;
              --back: #ffffff; --bad: #b42318; }
            @media (prefers-color-scheme: dark) {
              :root { --line: #626e7c; --text: #e8eaed; --soft: #b0b6bf; --back: #1b1e23; --bad: #ff9a8f; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
            main { max-width: 560px; margin: 0 auto; padding: 24px 16px; }
            h1 { margin: 0 0 12px; font-size: 22px; line-height: 1.4; padding-left: 10px; border-left: 4px solid var(--accent); }
            .introduction, .thanks { white-space: pre-line; }
            .field { margin: 0 0 14px; }
            .field label { display: block; margin-bottom: 4px; }
            input:not([type=checkbox]), textarea { width: 100%%; min-height: 44px; padding: 9px 12px; font: inherit; color: inherit;
              background: transparent; border: 1px solid var(--line); border-radius: 6px; }
            input:focus-visible, textarea:focus-visible, button:focus-visible, a:focus-visible {
              outline: 2px solid var(--accent); outline-offset: 2px; }
            [aria-invalid=true] { border-color: var(--bad) !important; }
            .needed, .problem { color: var(--bad); }
            .field .problem, .consent .problem { display: block; font-size: 14px; }
            .consent label { display: flex; gap: 8px; align-items: baseline; white-space: pre-line; }
            .trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
            button { min-height: 44px; padding: 9px 28px; font: inherit; font-weight: 600; color: var(--ink);
              background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
            .other { margin-top: 24px; font-size: 14px; }
            .other a { color: var(--soft); }
            """;

    private FormStyle() {}

    static String of(RecordSnapshot form) {
        String accent = Objects.requireNonNullElse(form.text(LeadFormType.ACCENT), ACCENT);
        return SHEET.formatted(accent, luminance(accent) > 0.18 ? DARK_INK : LIGHT_INK);
    }

    /** As WCAG computes it: of two inks the one with more contrast is taken, the border being at about 0.18. */
    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
