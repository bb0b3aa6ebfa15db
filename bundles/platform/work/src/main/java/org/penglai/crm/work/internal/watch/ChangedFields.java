package org.penglai.crm.work.internal.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Names of the fields that a journal entry tells of. */
final class ChangedFields {
    private static final JsonFactory JSON = new JsonFactory();

    private ChangedFields() {}

    /** @param changes JSON object by field name; null for none */
    static List<String> of(String changes) {
        List<String> names = new ArrayList<>();
        if (changes == null) {
            return names;
        }
        try (JsonParser parser = JSON.createParser(changes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return names;
    }
}
