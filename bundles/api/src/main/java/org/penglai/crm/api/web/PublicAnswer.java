package org.penglai.crm.api.web;

import java.util.Objects;
import java.util.Set;

/**
 * What a public page answers.
 *
 * @param status HTTP status, 200 to 499
 * @param contentType with charset; null for a redirection
 * @param body text, never null
 * @param location path below {@code /public/<name>/} to go on to, null for none
 * @param embedders origins, such as {@code https://www.example.com}, whose pages may show this one in a frame; {@code *}
 *     for all, empty for none
 */
public record PublicAnswer(int status, String contentType, String body, String location, Set<String> embedders) {
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;

    public PublicAnswer {
        Objects.requireNonNull(body, "body");
        embedders = Set.copyOf(embedders);
    }

    /** A page. */
    public static PublicAnswer html(int status, String page, Set<String> embedders) {
        return new PublicAnswer(status, "text/html; charset=utf-8", page, null, embedders);
    }

    /** A style sheet, which pages refer to by its path. */
    public static PublicAnswer css(String sheet) {
        return new PublicAnswer(OK, "text/css; charset=utf-8", sheet, null, Set.of());
    }

    /** Go there by GET: what was sent is not sent again by reloading. */
    public static PublicAnswer goTo(String path) {
        return new PublicAnswer(SEE_OTHER, null, "", path, Set.of());
    }

    /** There is nothing of the kind. */
    public static PublicAnswer notFound() {
        return new PublicAnswer(NOT_FOUND, "text/plain; charset=utf-8", "404", null, Set.of());
    }
}
