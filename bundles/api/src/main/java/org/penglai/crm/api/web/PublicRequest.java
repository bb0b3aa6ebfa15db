package org.penglai.crm.api.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What somebody asks of a public page.
 *
 * @param posted whether a form was sent; otherwise the page is only looked at, and nothing may change
 * @param path below the page's name, without a slash in front; empty for none
 * @param parameters of the address and of the sent form, the first value of each
 * @param locale the one of the parameter {@code lang} if there is one, else the browser's choice
 */
public record PublicRequest(boolean posted, String path, Map<String, String> parameters, Locale locale) {
    public PublicRequest {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(locale, "locale");
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The parameter without spaces around it; empty if it was not sent. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "").strip();
    }
}
