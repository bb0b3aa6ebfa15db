package org.penglai.crm.search.internal.query;

import com.fasterxml.jackson.databind.JsonNode;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.CustomFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.search.internal.index.SearchedFields;
import org.penglai.crm.search.internal.text.Closeness;
import org.penglai.crm.search.internal.text.Name;
import org.penglai.crm.search.internal.text.Names;
import org.penglai.crm.search.internal.text.Wanted;
import org.penglai.crm.search.internal.text.Word;
import org.penglai.crm.search.spi.Search.Hit;

/**
 * Looks for the words in what the caller sees of a record. What the index found in a field that is hidden or masked for
 * him is nothing to him: he does not even learn that there is something.
 */
final class Judgement {
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_SUBTITLE = 80;

    private final Names names;
    private final Wanted wanted;

    Judgement(Names names, Wanted wanted) {
        this.names = names;
        this.wanted = wanted;
    }

    /** Null if the words are not in what he sees. */
    Scored judge(StoredType seen, JsonNode record) {
        String title = text(record, seen.titleField());
        Name name = names.spoken(title == null ? "" : title);
        int weakest = Closeness.EXACT;
        StoredField matched = null;
        for (Word word : wanted.words()) {
            int best = title == null ? Closeness.NONE : Closeness.ofName(word, name);
            if (best == Closeness.NONE) {
                for (StoredField field : SearchedFields.of(seen)) {
                    int closeness = closeness(seen, field, word, text(record, field.name()));
                    if (closeness > best) {
                        best = closeness;
                        matched = field;
                    }
                }
            }
            weakest = Math.min(weakest, best);
        }
        if (weakest == Closeness.NONE) {
            return null;
        }
        int whole = title == null ? Closeness.NONE : Closeness.ofName(wanted.whole(), name);
        return new Scored(hit(seen, record, title, matched), Math.max(weakest, whole));
    }

    private int closeness(StoredType seen, StoredField field, Word word, String value) {
        if (value == null) {
            return Closeness.NONE;
        }
        if (field.kind() == FieldKind.PHONE) {
            return Closeness.ofPhone(word, value);
        }
        int written = Closeness.ofKey(word, names.plain(value, LONGEST_TEXT));
        boolean spoken = written == Closeness.NONE
                && SearchedFields.isSpoken(seen, field)
                && Closeness.ofName(word, names.spoken(value)) > Closeness.NONE;
        return spoken ? Closeness.OTHER : written;
    }

    private static Hit hit(StoredType seen, JsonNode record, String title, StoredField matched) {
        return new Hit(
                seen.name(),
                Ids.parse(record.get("id").asText()),
                title == null ? "" : title,
                subtitle(seen, record, matched),
                matched == null ? null : matched.name());
    }

    private static String subtitle(StoredType seen, JsonNode record, StoredField matched) {
        String found = matched == null ? null : text(record, matched.name());
        String number = seen.numberField() == null ? null : text(record, seen.numberField());
        String owner = VisibleRecords.owner(seen)
                .map(field -> record.path(field.name()).path("title").asText(null))
                .orElse(null);
        String best = found != null ? found : number != null ? number : owner;
        return best == null || best.length() <= LONGEST_SUBTITLE ? best : best.substring(0, LONGEST_SUBTITLE) + "…";
    }

    private static String text(JsonNode record, String field) {
        JsonNode value = CustomFields.isCustom(field)
                ? record.path(SystemFields.CUSTOM).path(CustomFields.member(field))
                : record.path(field);
        return value.isTextual() ? value.asText() : null;
    }

    /** @param closeness of the word that fits least */
    record Scored(Hit hit, int closeness) {}
}
