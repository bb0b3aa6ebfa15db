package org.penglai.crm.support.internal.ticket;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;

/** Users who are named in a note as {@code @[name](id)}, which is what the console writes. */
final class Mentions {
    private static final Pattern MENTION = Pattern.compile("@\\[[^\\]\\r\\n]{1,100}\\]\\(([0-9A-Za-z]{13})\\)");
    private static final int MOST = 50;

    private Mentions() {}

    static Set<Long> of(RecordReader records, String text) {
        String ids = MENTION.matcher(text)
                .results()
                .map(mention -> mention.group(1))
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining(","));
        return ids.isEmpty()
                ? Set.of()
                : records.list(Caller.system(), Support.USERS, RecordQuery.where("id=in=(" + ids + ")")).stream()
                        .map(RecordSnapshot::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The text as people read it. */
    static String plain(String text) {
        return text.replaceAll("@\\[([^\\]\\r\\n]{1,100})\\]\\([0-9A-Za-z]{13}\\)", "@$1");
    }
}
