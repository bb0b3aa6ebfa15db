package org.penglai.crm.search.internal.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.search.internal.text.Name;
import org.penglai.crm.search.internal.text.Names;

/** Makes the index's documents of records. Nothing can be read back from one but type, id and time. Safe for any thread. */
final class Documents {
    private static final int LONGEST_TEXT = 4_000;
    private static final FieldType PLACED = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    private static final FieldType LISTED = type(IndexOptions.DOCS);

    private final Names names;
    private final Fragments fragments;

    Documents(Names names, Fragments fragments) {
        this.names = names;
        this.fragments = fragments;
    }

    Document of(StoredType type, RecordSnapshot record) {
        Document document = new Document();
        document.add(new StringField(Fields.KEY, key(record.type(), record.id()), Field.Store.NO));
        document.add(new StringField(Fields.TYPE, record.type(), Field.Store.NO));
        document.add(new SortedDocValuesField(Fields.TYPE, new BytesRef(record.type())));
        document.add(new NumericDocValuesField(Fields.ID, record.id()));
        Instant at = record.get(SystemFields.UPDATED_AT, Instant.class);
        document.add(new NumericDocValuesField(Fields.AT, at == null ? 0 : at.getEpochSecond()));
        String title = record.text(type.titleField());
        if (title != null) {
            Name name = names.spoken(title);
            placed(document, Fields.TITLE, List.of(marked(name.plain())));
            listed(document, Fields.TITLE_CHARACTERS, Grams.characters(name.plain()));
            spoken(document, Fields.INITIALS, Fields.PINYIN, List.of(name));
        }
        others(type, record, document);
        return document;
    }

    static String key(String type, long id) {
        return type + ":" + id;
    }

    private void others(StoredType type, RecordSnapshot record, Document document) {
        List<List<String>> written = new ArrayList<>();
        List<Name> said = new ArrayList<>();
        Set<String> digits = new TreeSet<>();
        for (StoredField field : SearchedFields.of(type)) {
            String value = record.text(field.name());
            if (value == null) {
                continue;
            }
            if (field.kind() == FieldKind.PHONE) {
                Grams.fours(value.replaceAll("\\D", "")).forEach(four -> digits.add(fragments.token("phone", four)));
                continue;
            }
            written.add(marked(names.plain(value, LONGEST_TEXT)));
            if (SearchedFields.isSpoken(type, field)) {
                said.add(names.spoken(value));
            }
        }
        placed(document, Fields.OTHER, written);
        spoken(document, Fields.OTHER_INITIALS, Fields.OTHER_PINYIN, said);
        listed(document, Fields.DIGITS, digits);
    }

    private static void spoken(Document document, String initials, String pinyin, List<Name> names) {
        List<List<String>> letters = new ArrayList<>();
        Set<String> terms = new TreeSet<>();
        for (Name name : names) {
            name.readings().stream().map(Name.Reading::initials).distinct().forEach(text -> letters.add(marked(text)));
            terms.addAll(Grams.pinyin(name));
        }
        placed(document, initials, letters);
        listed(document, pinyin, terms);
    }

    private static List<String> marked(String text) {
        return text.isEmpty() ? List.of() : Grams.pairs(Grams.FIRST + text + Grams.LAST);
    }

    private static void placed(Document document, String field, List<List<String>> terms) {
        if (!terms.isEmpty()) {
            document.add(new Field(field, new Terms(terms), PLACED));
        }
    }

    private static void listed(Document document, String field, Collection<String> terms) {
        if (!terms.isEmpty()) {
            document.add(new Field(field, new Terms(List.of(terms)), LISTED));
        }
    }

    private static FieldType type(IndexOptions options) {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(options);
        type.freeze();
        return type;
    }
}
