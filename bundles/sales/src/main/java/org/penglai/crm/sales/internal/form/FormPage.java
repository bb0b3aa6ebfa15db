package org.penglai.crm.sales.internal.form;

import static org.penglai.crm.api.web.PublicHtml.escape;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.lead.LeadType;

/** Draws a form as a page that needs no script. Whatever people wrote is escaped. */
final class FormPage {
    /** Seen by programs only: who fills it in is one. */
    static final String TRAP = "homepage";
    /** Names a page that was drawn, so that it makes one lead however often it is sent. */
    static final String TOKEN = "token";

    static final String AGREED = "agreed";
    private static final RecordDefinition LEAD = new LeadType().definition();
    private static final Localized SEND = Localized.of("提交", "Send");
    private static final Localized THANKS = Localized.of("已收到，我们会尽快与您联系。", "Thank you. We will be in touch soon.");
    private static final Localized CHECK = Localized.of("请检查标出的内容。", "Please look at what is marked.");
    private static final Localized OTHER_LANGUAGE = Localized.of("English", "中文");

    private final RecordSnapshot form;
    private final Locale locale;

    FormPage(RecordSnapshot form, Locale locale) {
        this.form = form;
        this.locale = locale;
    }

    /**
     * @param values what was sent already, and what is to be sent along
     * @param hidden names of values that nobody fills in
     * @param errors by field
     */
    String ask(Map<String, String> values, List<String> hidden, Map<String, String> errors) {
        StringBuilder page = new StringBuilder();
        page.append("<form method=\"post\" action=\"").append(escape(path(""))).append("\" novalidate>");
        String introduction = own(LeadFormType.INTRODUCTION);
        if (introduction != null) {
            page.append("<p class=\"introduction\">")
                    .append(escape(introduction))
                    .append("</p>");
        }
        if (!errors.isEmpty()) {
            page.append("<p class=\"problem\" role=\"alert\">")
                    .append(escape(CHECK.in(locale)))
                    .append("</p>");
        }
        Set<String> required = Set.copyOf(LeadFormRules.names(form.text(LeadFormType.REQUIRED_FIELDS)));
        for (String name : LeadFormRules.names(form.text(LeadFormType.FIELDS))) {
            LEAD.field(name)
                    .ifPresent(field -> input(
                            page, field, required.contains(name), values.getOrDefault(name, ""), errors.get(name)));
        }
        consent(page, errors.get(AGREED));
        for (String name : hidden) {
            page.append("<input type=\"hidden\" name=\"")
                    .append(escape(name))
                    .append("\" value=\"")
                    .append(escape(values.getOrDefault(name, "")))
                    .append("\">");
        }
        page.append("<div class=\"trap\" aria-hidden=\"true\"><label>Homepage <input name=\"" + TRAP
                        + "\" tabindex=\"-1\" autocomplete=\"off\"></label></div>")
                .append("<button type=\"submit\">")
                .append(escape(SEND.in(locale)))
                .append("</button></form>");
        return around(page.toString());
    }

    String thanks() {
        String thanks = own(LeadFormType.THANKS);
        return around(
                "<p class=\"thanks\" role=\"status\">" + escape(thanks == null ? THANKS.in(locale) : thanks) + "</p>");
    }

    /** Path below the forms. */
    String path(String more) {
        return "/public/forms/" + form.text(LeadFormType.KEY) + more + "?lang=" + locale.toLanguageTag();
    }

    private void input(StringBuilder page, FieldDefinition field, boolean required, String value, String error) {
        String id = "f-" + field.name();
        page.append("<p class=\"field\"><label for=\"").append(id).append("\">").append(escape(label(field)));
        if (required) {
            page.append(" <span class=\"needed\" aria-hidden=\"true\">*</span>");
        }
        page.append("</label>");
        StringBuilder attributes = new StringBuilder(" id=\"")
                .append(id)
                .append("\" name=\"")
                .append(field.name())
                .append('"')
                .append(required ? " required" : "")
                .append(error == null ? "" : " aria-invalid=\"true\" aria-describedby=\"" + id + "-error\"");
        if (field.kind() == FieldKind.LONG_TEXT) {
            page.append("<textarea rows=\"4\" maxlength=\"4000\"")
                    .append(attributes)
                    .append('>')
                    .append(escape(value))
                    .append("</textarea>");
        } else {
            page.append("<input maxlength=\"200\"")
                    .append(hints(field))
                    .append(attributes)
                    .append(" value=\"")
                    .append(escape(value))
                    .append("\">");
        }
        if (error != null) {
            page.append("<span class=\"problem\" id=\"")
                    .append(id)
                    .append("-error\">")
                    .append(escape(error))
                    .append("</span>");
        }
        page.append("</p>");
    }

    private void consent(StringBuilder page, String error) {
        String consent = own(LeadFormType.CONSENT);
        if (consent != null) {
            page.append("<p class=\"consent\"><label><input type=\"checkbox\" name=\"" + AGREED
                            + "\" value=\"yes\" required> ")
                    .append(escape(consent))
                    .append("</label>")
                    .append(error == null ? "" : "<span class=\"problem\">" + escape(error) + "</span>")
                    .append("</p>");
        }
    }

    private static String hints(FieldDefinition field) {
        return switch (field.kind()) {
            case PHONE -> " type=\"tel\" autocomplete=\"tel\"";
            case EMAIL -> " type=\"email\" autocomplete=\"email\"";
            default ->
                switch (field.name()) {
                    case "contactName" -> " autocomplete=\"name\"";
                    case "companyName" -> " autocomplete=\"organization\"";
                    default -> "";
                };
        };
    }

    private String around(String content) {
        String title = own(LeadFormType.TITLE);
        String shown = escape(title == null ? form.text(LeadFormType.NAME) : title);
        Locale other = Localized.isEnglish(locale) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        return "<!doctype html><html lang=\"" + locale.toLanguageTag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>" + shown
                + "</title><link rel=\"stylesheet\" href=\"" + escape(path("/style.css")) + "\"></head><body><main><h1>"
                + shown + "</h1>" + content + "<p class=\"other\"><a href=\""
                + escape(new FormPage(form, other).path("")) + "\" lang=\"" + other.toLanguageTag() + "\">"
                + OTHER_LANGUAGE.in(locale) + "</a></p></main></body></html>";
    }

    private String label(FieldDefinition field) {
        return field.label().in(locale);
    }

    /** The form's own text in the visitor's language, else in Chinese; null if it has none. */
    private String own(String field) {
        String english = Localized.isEnglish(locale) ? form.text(field + LeadFormType.ENGLISH) : null;
        return english == null ? form.text(field) : english;
    }
}
