package org.penglai.crm.rest.internal.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;

/** The list of entity tags in If-Match or If-None-Match, RFC 9110. */
final class EntityTags {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    /** One at a time: a pattern for the whole list takes a frame of the stack for each tag of it. */
    private static final Pattern ELEMENT = Pattern.compile("\\s*" + TAG.pattern() + "\\s*(,|\\z)");

    private static final Pattern VERSION = Pattern.compile("(\\d{1,18})(?:-.*)?");

    private final boolean any;
    private final List<String> tags;

    private EntityTags(boolean any, List<String> tags) {
        this.any = any;
        this.tags = tags;
    }

    /**
     * @return null if there is no header
     * @throws Malformed if it is neither {@code *} nor a list of tags
     */
    static EntityTags parse(String header) {
        if (header == null) {
            return null;
        }
        if (header.trim().equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<String> tags = new ArrayList<>();
        Matcher element = ELEMENT.matcher(header);
        boolean more = true;
        while (more) {
            if (!element.lookingAt()) {
                throw new Malformed(
                        "malformedEntityTag",
                        Localized.of("If-Match 或 If-None-Match 的写法有误。", "If-Match or If-None-Match cannot be read."));
            }
            tags.add(element.group(1));
            more = !element.group(2).isEmpty();
            element.region(element.end(), header.length());
        }
        return new EntityTags(false, tags);
    }

    /** Whether any state of the record will do. */
    boolean isAny() {
        return any;
    }

    /** Weak comparison, as for If-None-Match. */
    boolean matches(String etag) {
        Matcher own = TAG.matcher(etag);
        return any || own.matches() && tags.contains(own.group(1));
    }

    /** The versions named; a tag that is none of ours names no version. */
    List<Long> versions() {
        return tags.stream()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(version -> Long.valueOf(version.group(1)))
                .distinct()
                .toList();
    }
}
