package org.penglai.crm.support.internal.feedback;

import static org.penglai.crm.api.web.PublicHtml.escape;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.web.PublicHtml;

/** Draws a feedback form. Whatever people wrote is escaped. */
final class FeedbackHtml {
    static final String NAME = "name";
    static final String EMAIL = "email";
    static final String SUBJECT = "subject";
    static final String MESSAGE = "message";
    static final String FILES = "files";
    static final String AGREED = "agreed";
    static final String TOKEN = "token";
    /** Nobody sees it, and programs fill it in. */
    static final String TRAP = "homepage";

    static final Set<String> REQUIRED = Set.of(EMAIL, MESSAGE);

    private static final Localized YOUR_NAME = Localized.of("称呼", "Your name");
    private static final Localized YOUR_EMAIL = Localized.of("邮箱", "Your e-mail address");
    private static final Localized ABOUT = Localized.of("主题", "Subject");
    private static final Localized WHAT = Localized.of("详细描述", "What is it about?");
    private static final Localized SEND = Localized.of("提交", "Send");
    private static final Localized TAKEN =
            Localized.of("我们已收到您的反馈，会尽快回复。", "We have your report and will answer soon.");
    private static final Localized NUMBER = Localized.of("编号：", "Its number: ");
    private static final Localized CHECK = Localized.of("请检查标出的内容。", "Please check what is marked.");

    private final RecordSnapshot form;
    private final Locale locale;

    FeedbackHtml(RecordSnapshot form, Locale locale) {
        this.form = form;
        this.locale = locale;
    }

    /**
     * @param values what was sent before
     * @param errors what is wrong with it, by field
     * @param files the part that takes files, as HTML; empty for none
     */
    String ask(Map<String, String> values, Map<String, String> errors, String files) {
        StringBuilder page = new StringBuilder();
        String introduction = own(FeedbackFormType.INTRODUCTION);
        if (introduction != null) {
            page.append("<p>")
                    .append(escape(introduction).replace("\n", "<br>"))
                    .append("</p>");
        }
        page.append("<form method=\"post\" action=\"").append(escape(path(""))).append("\">");
        if (!errors.isEmpty()) {
            page.append("<p class=\"problem\" role=\"alert\">")
                    .append(escape(CHECK.in(locale)))
                    .append("</p>");
        }
        input(page, NAME, YOUR_NAME, " autocomplete=\"name\" maxlength=\"100\"", values, errors);
        input(page, EMAIL, YOUR_EMAIL, " type=\"email\" autocomplete=\"email\" maxlength=\"200\"", values, errors);
        input(page, SUBJECT, ABOUT, " maxlength=\"200\"", values, errors);
        message(page, values, errors);
        page.append(files);
        consent(page, errors.get(AGREED));
        page.append("<input type=\"hidden\" name=\"" + TOKEN + "\" value=\"")
                .append(escape(values.getOrDefault(TOKEN, "")))
                .append("\"><div class=\"trap\" aria-hidden=\"true\"><label>Homepage <input name=\"" + TRAP
                        + "\" tabindex=\"-1\" autocomplete=\"off\"></label></div><button type=\"submit\">")
                .append(escape(SEND.in(locale)))
                .append("</button></form>");
        return around(page.toString());
    }

    /** @param number of the ticket; empty if it is not told */
    String thanks(String number) {
        String thanks = own(FeedbackFormType.THANKS);
        String told = number.isEmpty() ? "" : "<p>" + escape(NUMBER.in(locale) + number) + "</p>";
        return around("<p role=\"status\">" + escape(thanks == null ? TAKEN.in(locale) : thanks) + "</p>" + told);
    }

    private void input(
            StringBuilder page,
            String name,
            Localized label,
            String attributes,
            Map<String, String> values,
            Map<String, String> errors) {
        begin(page, name, label);
        page.append("<input")
                .append(attributes)
                .append(described(name, errors))
                .append(" value=\"")
                .append(escape(values.getOrDefault(name, "")))
                .append("\">");
        end(page, name, errors);
    }

    private void message(StringBuilder page, Map<String, String> values, Map<String, String> errors) {
        begin(page, MESSAGE, WHAT);
        page.append("<textarea rows=\"6\" maxlength=\"10000\"")
                .append(described(MESSAGE, errors))
                .append('>')
                .append(escape(values.getOrDefault(MESSAGE, "")))
                .append("</textarea>");
        end(page, MESSAGE, errors);
    }

    private void begin(StringBuilder page, String name, Localized label) {
        page.append("<p class=\"field\"><label for=\"f-")
                .append(name)
                .append("\">")
                .append(escape(label.in(locale)))
                .append(REQUIRED.contains(name) ? " <span class=\"problem\" aria-hidden=\"true\">*</span>" : "")
                .append("</label>");
    }

    private static String described(String name, Map<String, String> errors) {
        return " id=\"f-" + name + "\" name=\"" + name + "\"" + (REQUIRED.contains(name) ? " required" : "")
                + (errors.containsKey(name)
                        ? " aria-invalid=\"true\" aria-describedby=\"f-" + name + "-problem\""
                        : "");
    }

    private static void end(StringBuilder page, String name, Map<String, String> errors) {
        if (errors.containsKey(name)) {
            page.append("<span class=\"problem\" id=\"f-")
                    .append(name)
                    .append("-problem\">")
                    .append(escape(errors.get(name)))
                    .append("</span>");
        }
        page.append("</p>");
    }

    private void consent(StringBuilder page, String error) {
        String consent = own(FeedbackFormType.CONSENT);
        if (consent != null) {
            page.append("<p class=\"field\"><label><input type=\"checkbox\" name=\"" + AGREED
                            + "\" value=\"yes\" required> ")
                    .append(escape(consent))
                    .append("</label>")
                    .append(error == null ? "" : "<span class=\"problem\">" + escape(error) + "</span>")
                    .append("</p>");
        }
    }

    private String around(String body) {
        String title = own(FeedbackFormType.TITLE);
        String shown = title == null ? form.text(FeedbackFormType.NAME) : title;
        return PublicHtml.page(shown, path("/style.css"), "<h1>" + escape(shown) + "</h1>" + body, locale);
    }

    private String path(String more) {
        return "/public/" + FeedbackPage.NAME + "/" + form.text(FeedbackFormType.KEY) + more + "?lang="
                + locale.toLanguageTag();
    }

    /** The form's own text in the visitor's language, else in Chinese; null if it has none. */
    private String own(String field) {
        String english = Localized.isEnglish(locale) ? form.text(field + FeedbackFormType.ENGLISH) : null;
        return english == null ? form.text(field) : english;
    }
}
