package org.penglai.crm.itests.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What came back.
 *
 * @param request what was asked, for messages
 * @param headers by lower-case name
 */
public record Reply(String request, int status, Map<String, String> headers, byte[] body) {

    /** Fails with the whole answer unless the status is the one expected. */
    public Reply expect(int expected) {
        if (status != expected) {
            throw new AssertionError(request + " answered " + status + " instead of " + expected + ": " + text());
        }
        return this;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() throws IOException {
        return CrmClient.JSON.readTree(body);
    }

    public String header(String name) {
        return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    /** Code of the problem as a whole. */
    public String code() throws IOException {
        return json().path("code").asText();
    }

    /** Whether the problem blames that field with that code. */
    public boolean blames(String field, String code) throws IOException {
        for (JsonNode error : json().path("errors")) {
            if (field.equals(error.path("field").asText())
                    && code.equals(error.path("code").asText())) {
                return true;
            }
        }
        return false;
    }
}
