package org.penglai.crm.rest.internal.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;

/**
 * The path of a request below {@code /api/v1}, read in one way only: what could be understood differently by filter
 * and resource (matrix parameters, encoded slashes, dots, empty segments) is refused.
 *
 * @param segments decoded; empty outside {@code /api/v1}
 */
public record ApiPath(List<String> segments) {
    private static final Set<String> QUESTIONS = Set.of("check-duplicates", "export");
    private static final Set<List<String>> PASSWORD_PATHS =
            Set.of(List.of("session"), List.of("session", "enrolment"), List.of("session", "invitation"));
    private static final String MODULES = "modules";
    private static final String ROOT = "/api/v1/";
    private static final Set<String> DOTS = Set.of(".", "..");
    private static final Set<String> RESERVED = Set.of(
            "privacy",
            "events",
            "meta",
            "search",
            "session",
            MODULES,
            "ui",
            "jobs",
            "tokens",
            "preferences",
            "views",
            "notifications",
            "calendar",
            "my-day",
            "attachments",
            "recycle-bin",
            "reports",
            "openapi.json");

    /** @throws Malformed if the path is ambiguous */
    public static ApiPath of(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String lower = uri.toLowerCase(Locale.ROOT);
        if (uri.indexOf(';') >= 0
                || uri.contains("//")
                || uri.indexOf('\\') >= 0
                || lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%2e")
                || lower.contains("%3b")
                || Arrays.stream(uri.split("/")).anyMatch(DOTS::contains)) {
            throw malformed();
        }
        if (!uri.startsWith(ROOT)) {
            return new ApiPath(List.of());
        }
        List<String> segments = new ArrayList<>();
        for (String segment : uri.substring(ROOT.length()).split("/")) {
            if (!segment.isEmpty()) {
                segments.add(PercentCoding.decode(segment, false));
            }
        }
        return new ApiPath(List.copyOf(segments));
    }

    /** First segment: a record type or a reserved name; empty outside {@code /api/v1}. */
    public String resource() {
        return segments.isEmpty() ? "" : segments.get(0);
    }

    /** Whether the path is about records of a type. */
    public boolean isRecords() {
        return !segments.isEmpty() && !RESERVED.contains(resource());
    }

    /** Whether a file is sent to be attached to a record. */
    public boolean isUpload() {
        return isRecords() && segments.size() == 3 && "attachments".equals(segments.get(2));
    }

    /** Whether something is asked of the records by POST; nothing is written. */
    public boolean isQuestion() {
        return isRecords()
                && (segments.size() == 2 && QUESTIONS.contains(segments.get(1))
                        || segments.size() == 3 && "reveal".equals(segments.get(2)));
    }

    /** Whether a file is sent to be imported, which is a job, or to be looked at. */
    public boolean isImport() {
        return isRecords() && segments.size() >= 2 && "import".equals(segments.get(1));
    }

    /** Whether a module archive is sent, or the data of a module. */
    public boolean isModuleArchive() {
        return segments.equals(List.of(MODULES)) || segments.equals(List.of(MODULES, "archives"));
    }

    /** Whether a POST to the path brings a form with a file. */
    boolean takesFile() {
        return isImport() || isUpload() || isModuleArchive();
    }

    /** Whether the path is about signing in at a provider outside, which needs no credential. */
    public boolean isOfProviders() {
        return segments.size() >= 2 && "session".equals(segments.get(0)) && "providers".equals(segments.get(1));
    }

    /** Whether a provider outside says by it that somebody has signed out there. */
    boolean isOfProvidersForm() {
        return isOfProviders() && segments.size() == 4 && "logout".equals(segments.get(3));
    }

    /** Whether a POST to the path brings a password instead of a credential. */
    public boolean takesPassword() {
        return PASSWORD_PATHS.contains(segments);
    }

    private static Malformed malformed() {
        return new Malformed("malformedPath", Localized.of("请求地址有误。", "The path cannot be read."));
    }
}
