package org.penglai.crm.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * What a browser keeps about a provider outside: on the way there what it must bring back and which page it came from; while
 * signed in the hint by which to sign out there, which no other request carries.
 */
public final class ProviderCookies {
    private static final String DEPARTURE = "crm_departure";
    private static final String HINT = "crm_provider";
    private static final String HINT_PATH = "/api/v1/session";
    private static final int MINUTES = 10;
    private static final int LONGEST_HINT = 3_500;
    private static final String BETWEEN = "~";
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,500}|/");

    private ProviderCookies() {}

    /** @param page of the console; "/" if it is none */
    public record Departure(String kept, String page) {}

    /** @param text for the provider; empty if it was too long to be kept */
    public record Hint(String provider, String text) {}

    /** Value of Set-Cookie at the departure. */
    public static String depart(HttpServletRequest request, String instance, String provider, Departure departure) {
        String page = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(departure.page().getBytes(StandardCharsets.UTF_8));
        return departureName(request, instance, provider) + "=" + departure.kept() + BETWEEN + page + "; Max-Age="
                + MINUTES * 60 + "; Path=/" + attributes(request);
    }

    /** What the browser has brought back, if it left less than ten minutes ago. */
    public static Optional<Departure> departure(HttpServletRequest request, String instance, String provider) {
        return SessionCookie.value(request, departureName(request, instance, provider))
                .map(value -> value.split(BETWEEN, 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Departure(parts[0], page(decoded(parts[1]))));
    }

    /** Value of Set-Cookie that makes the browser forget the departure. */
    public static String clearDeparture(HttpServletRequest request, String instance, String provider) {
        return departureName(request, instance, provider) + "=; Max-Age=0; Path=/" + attributes(request);
    }

    /** Value of Set-Cookie for as long as the browser is open. */
    public static String keep(HttpServletRequest request, String instance, Hint hint) {
        String text = hint.text().length() > LONGEST_HINT ? "" : hint.text();
        return hintName(request, instance) + "=" + hint.provider() + BETWEEN + text + "; Path=" + HINT_PATH
                + attributes(request);
    }

    /** Where the browser has signed in, if not here. */
    public static Optional<Hint> hint(HttpServletRequest request, String instance) {
        return SessionCookie.value(request, hintName(request, instance))
                .map(value -> value.split(BETWEEN, 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Hint(parts[0], parts[1]));
    }

    /** Value of Set-Cookie that makes the browser forget the hint. */
    public static String clearHint(HttpServletRequest request, String instance) {
        return hintName(request, instance) + "=; Max-Age=0; Path=" + HINT_PATH + attributes(request);
    }

    /** The path if it is one of this server's pages, else "/": nobody is sent elsewhere from here. */
    public static String page(String path) {
        return LOCAL.matcher(path).matches() ? path : "/";
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "/";
        }
    }

    private static String departureName(HttpServletRequest request, String instance, String provider) {
        return (request.isSecure() ? "__Host-" : "") + DEPARTURE + "_" + provider + "_" + instance;
    }

    private static String hintName(HttpServletRequest request, String instance) {
        return (request.isSecure() ? "__Secure-" : "") + HINT + "_" + instance;
    }

    private static String attributes(HttpServletRequest request) {
        return "; HttpOnly; SameSite=Lax" + (request.isSecure() ? "; Secure" : "");
    }
}
