package org.penglai.crm.work.internal.record;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** Fills in what an activity was not given, and says whether it is a follow-up in the sense of the public pool. */
final class ActivityRules implements RecordHook {
    private static final int SUBJECT_LENGTH = 80;

    private static final Map<String, Localized> KINDS = Map.of(
            "call", Localized.of("电话", "Call"),
            "visit", Localized.of("拜访", "Visit"),
            "meeting", Localized.of("会议", "Meeting"),
            "wechat", Localized.of("微信", "WeChat message"),
            "mail", Localized.of("邮件", "Mail"),
            "note", Localized.of("备注", "Note"));

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        Instant occurredAt = after.get("occurredAt", Instant.class);
        if (occurredAt == null) {
            occurredAt = input.now();
            outcome.set("occurredAt", occurredAt);
        }
        Instant next = after.get("nextFollowUpAt", Instant.class);
        if (next != null && next.isBefore(occurredAt)) {
            outcome.reject(Violation.of(
                    "nextFollowUpAt",
                    "beforeOccurred",
                    "下次跟进不能早于本次跟进。",
                    "The next follow-up cannot come before this one."));
        }
        if (after.integer("duration", 0) < 0) {
            outcome.reject(Violation.of("duration", "outOfRange", "时长不能为负数。", "The duration cannot be negative."));
        }
        String subject = after.text("subject");
        if (subject == null || subject.isBlank()) {
            outcome.set(
                    "subject",
                    subject(
                            after.text("content"),
                            after.text("kind"),
                            input.caller().locale()));
        }
        boolean counts = Boolean.TRUE.equals(after.get(PoolFields.COUNTS_AS_FOLLOW_UP, Boolean.class));
        boolean wasNote = input.before() != null && isNote(input.before());
        if (counts && !mayCount(input)) {
            outcome.set(PoolFields.COUNTS_AS_FOLLOW_UP, false);
        } else if (!counts && wasNote && mayCount(input)) {
            // Somebody has put right what kind of contact it was.
            outcome.set(PoolFields.COUNTS_AS_FOLLOW_UP, true);
        }
        return outcome;
    }

    /** A note is no contact; nor is what the platform writes by itself. */
    private static boolean mayCount(Input input) {
        boolean automatic = input.before() == null && input.caller().isSystem();
        return !automatic && !isNote(input.after());
    }

    private static boolean isNote(RecordSnapshot activity) {
        return ActivityType.NOTE.equals(activity.text("kind"));
    }

    /** The first line that says anything, else what kind of contact it was. */
    static String subject(String content, String kind, Locale locale) {
        String line = content == null
                ? ""
                : Mentions.plain(content)
                        .lines()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
        if (line.isEmpty()) {
            return KINDS.getOrDefault(kind, KINDS.get("note")).in(locale);
        }
        return line.codePointCount(0, line.length()) <= SUBJECT_LENGTH
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SUBJECT_LENGTH - 1)) + "…";
    }
}
