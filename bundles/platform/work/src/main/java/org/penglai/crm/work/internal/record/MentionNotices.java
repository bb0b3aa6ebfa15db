package org.penglai.crm.work.internal.record;

import java.util.LinkedHashSet;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;

/** Tells those who are named in an activity's text; each once, however often the text is changed. */
final class MentionNotices implements RecordHook {
    private static final int EXCERPT = 200;

    @Override
    public Outcome apply(Input input) {
        if (input.after() == null) {
            return Outcome.none();
        }
        String content = input.after().text("content");
        Set<Long> named = new LinkedHashSet<>(Mentions.of(content));
        if (input.before() != null) {
            named.removeAll(Mentions.of(input.before().text("content")));
        }
        named.remove(input.caller().userId());
        if (named.isEmpty()) {
            return Outcome.none();
        }
        String who = input.caller().displayName();
        return Outcome.none()
                .notify(new Notice(
                        named,
                        "mention",
                        Localized.of(who + " 提到了你", who + " mentioned you"),
                        excerpt(Mentions.plain(content).strip()),
                        ActivityType.TYPE,
                        input.after().id()));
    }

    private static String excerpt(String text) {
        return text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT - 1)) + "…";
    }
}
