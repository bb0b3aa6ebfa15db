package org.penglai.crm.support.internal.survey;

import org.penglai.crm.api.Localized;

/** What is asked, and on what scale. */
enum SurveyKind {
    CSAT(
            "csat",
            1,
            5,
            "您对这次服务满意吗？",
            "How satisfied are you with our help?",
            "很不满意",
            "very dissatisfied",
            "非常满意",
            "very satisfied"),
    NPS(
            "nps",
            0,
            10,
            "您愿意把我们推荐给他人吗？",
            "How likely is it that you would recommend us?",
            "完全不会",
            "not at all",
            "一定会",
            "certainly"),
    CES("ces", 1, 7, "解决这个问题费力吗？", "How easy was it to have this settled?", "非常费力", "very hard", "非常轻松", "very easy");

    private final String code;
    private final int least;
    private final int most;
    private final Localized question;
    private final Localized low;
    private final Localized high;

    SurveyKind(
            String code,
            int least,
            int most,
            String zh,
            String en,
            String lowZh,
            String lowEn,
            String highZh,
            String highEn) {
        this.code = code;
        this.least = least;
        this.most = most;
        this.question = Localized.of(zh, en);
        this.low = Localized.of(lowZh, lowEn);
        this.high = Localized.of(highZh, highEn);
    }

    String code() {
        return code;
    }

    int least() {
        return least;
    }

    int most() {
        return most;
    }

    /** Asked where the survey has no words of its own. */
    Localized question() {
        return question;
    }

    /** What the least means. */
    Localized low() {
        return low;
    }

    /** What the most means. */
    Localized high() {
        return high;
    }

    /** Null if it is no score of this scale. */
    Integer score(String text) {
        if (!text.matches("[0-9]{1,2}")) {
            return null;
        }
        int score = Integer.parseInt(text);
        return score >= least && score <= most ? score : null;
    }

    static SurveyKind of(String code) {
        for (SurveyKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no survey " + code);
    }
}
