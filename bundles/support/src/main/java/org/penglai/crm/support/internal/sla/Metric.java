package org.penglai.crm.support.internal.sla;

import java.util.Locale;
import org.penglai.crm.api.Localized;

/** What a firm promises about a ticket. */
enum Metric {
    FIRST_RESPONSE("firstResponse", "首次响应", "First response"),
    NEXT_RESPONSE("nextResponse", "后续响应", "Next response"),
    RESOLUTION("resolution", "解决", "Resolution");

    private final String code;
    private final Localized label;

    Metric(String code, String zh, String en) {
        this.code = code;
        this.label = Localized.of(zh, en);
    }

    String code() {
        return code;
    }

    Localized label() {
        return label;
    }

    /** The policy's field with the minutes for a priority, such as {@code firstResponseUrgent}. */
    String minutesField(String priority) {
        return code + priority.substring(0, 1).toUpperCase(Locale.ROOT) + priority.substring(1);
    }

    static Metric of(String code) {
        for (Metric metric : values()) {
            if (metric.code.equals(code)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("no metric " + code);
    }
}
