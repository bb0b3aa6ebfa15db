package org.penglai.crm.support.internal.survey;

import java.util.Locale;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.support.internal.ticket.TicketType;

/** The mail that asks: a line with a link for each score, in both languages, since nobody knows which one is read. */
final class Invitation {
    private static final Localized CLOSED = Localized.of("您的工单 %s“%s”已处理完毕。", "Your ticket %s “%s” is closed.");
    private static final Localized HOW =
            Localized.of("请点一下相应的链接，并在打开的页面上确认：", "Please click a link and confirm on the page that opens:");

    private Invitation() {}

    static String subject(RecordSnapshot ticket) {
        return "请评价我们的服务 / How did we do? [" + ticket.text(TicketType.NUMBER) + "]";
    }

    static String text(RecordSnapshot ticket, RecordSnapshot survey, String token) {
        SurveyKind kind = SurveyKind.of(survey.text(SurveyType.KIND));
        String link =
                survey.text(SurveyType.ADDRESS).replaceAll("/+$", "") + "/public/" + SurveyPage.NAME + "/" + token;
        StringBuilder text = new StringBuilder();
        for (Locale locale : new Locale[] {Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH}) {
            String own = survey.text(SurveyType.QUESTION);
            text.append(CLOSED.in(locale).formatted(ticket.text(TicketType.NUMBER), ticket.text(TicketType.SUBJECT)))
                    .append('\n')
                    .append(own == null ? kind.question().in(locale) : own)
                    .append('\n')
                    .append(HOW.in(locale))
                    .append("\n\n");
            for (int score = kind.most(); score >= kind.least(); score--) {
                text.append(score).append(meaning(kind, score, locale)).append("  ");
                text.append(link)
                        .append("?score=")
                        .append(score)
                        .append("&lang=")
                        .append(locale.toLanguageTag());
                text.append('\n');
            }
            text.append('\n');
        }
        return text.toString().strip();
    }

    private static String meaning(SurveyKind kind, int score, Locale locale) {
        if (score == kind.most()) {
            return " " + kind.high().in(locale);
        }
        return score == kind.least() ? " " + kind.low().in(locale) : "";
    }
}
