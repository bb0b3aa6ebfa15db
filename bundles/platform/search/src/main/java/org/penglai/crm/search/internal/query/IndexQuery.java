package org.penglai.crm.search.internal.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.penglai.crm.search.internal.index.Fields;
import org.penglai.crm.search.internal.index.Fragments;
import org.penglai.crm.search.internal.index.Grams;
import org.penglai.crm.search.internal.text.Closeness;
import org.penglai.crm.search.internal.text.Wanted;
import org.penglai.crm.search.internal.text.Word;

/** Makes the index's question of what somebody typed: every word somewhere in the record, scored by where. */
final class IndexQuery {
    private final Fragments fragments;

    IndexQuery(Fragments fragments) {
        this.fragments = fragments;
    }

    Query of(Wanted wanted, Collection<String> types) {
        return of(wanted, types, Map.of());
    }

    /** @param only ids of the only records that count of some of the types */
    Query of(Wanted wanted, Collection<String> types, Map<String, Set<Long>> only) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        wanted.words().forEach(word -> query.add(of(word), Occur.MUST));
        if (wanted.words().size() > 1) {
            query.add(of(wanted.whole()), Occur.SHOULD);
        }
        BooleanQuery.Builder among = new BooleanQuery.Builder();
        types.forEach(type -> among.add(records(type, only.get(type)), Occur.SHOULD));
        return query.add(among.build(), Occur.FILTER).build();
    }

    /** Records of the type with the text in the title or at the beginning of another field. */
    static Query holding(String type, String plain) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.TYPE, type)), Occur.FILTER)
                .add(
                        new BooleanQuery.Builder()
                                .add(phrase(Fields.TITLE, plain), Occur.SHOULD)
                                .add(phrase(Fields.OTHER, Grams.FIRST + plain), Occur.SHOULD)
                                .build(),
                        Occur.FILTER)
                .build();
    }

    /** @param ids null for all of the type */
    private static Query records(String type, Set<Long> ids) {
        Query all = new TermQuery(new Term(Fields.TYPE, type));
        if (ids == null) {
            return all;
        }
        long[] values = ids.stream().mapToLong(Long::longValue).toArray();
        return new BooleanQuery.Builder()
                .add(all, Occur.FILTER)
                .add(NumericDocValuesField.newSlowSetQuery(Fields.ID, values), Occur.FILTER)
                .build();
    }

    private Query of(Word word) {
        List<Query> ways = new ArrayList<>();
        String plain = word.plain();
        boolean single = plain.codePointCount(0, plain.length()) == 1;
        add(ways, Closeness.EXACT, phrase(Fields.TITLE, Grams.FIRST + plain + Grams.LAST));
        add(ways, Closeness.BEGINNING, phrase(Fields.TITLE, Grams.FIRST + plain));
        add(ways, Closeness.PART, single ? term(Fields.TITLE_CHARACTERS, plain) : phrase(Fields.TITLE, plain));
        add(ways, Closeness.EXACT_KEY, phrase(Fields.OTHER, Grams.FIRST + plain + Grams.LAST));
        if (!single) {
            add(ways, Closeness.OTHER, phrase(Fields.OTHER, plain));
        }
        if (word.letters() != null) {
            spoken(ways, word.letters());
        }
        word.digits().forEach(digits -> add(ways, Closeness.OTHER, digits(digits)));
        if (!word.runs().isEmpty()) {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            word.runs().forEach(run -> all.add(of(run), Occur.MUST));
            add(ways, Closeness.MIXED, all.build());
        }
        return new DisjunctionMaxQuery(ways, 0);
    }

    private static void spoken(List<Query> ways, String letters) {
        add(ways, Closeness.SPOKEN, phrase(Fields.INITIALS, Grams.FIRST + letters));
        add(ways, Closeness.OTHER, phrase(Fields.OTHER_INITIALS, Grams.FIRST + letters));
        if (letters.length() > 1) {
            add(ways, Closeness.SPOKEN_PART, phrase(Fields.INITIALS, letters));
            add(ways, Closeness.SPOKEN, pinyin(Fields.PINYIN, Grams.FIRST, letters));
            add(ways, Closeness.SPOKEN_PART, pinyin(Fields.PINYIN, "", letters));
            add(ways, Closeness.OTHER, pinyin(Fields.OTHER_PINYIN, "", letters));
        }
    }

    private static Query pinyin(String field, String mark, String letters) {
        return letters.length() <= Grams.EDGE
                ? term(field, mark + letters)
                : new PrefixQuery(new Term(field, mark + Grams.cutPinyin(letters)));
    }

    private Query digits(String digits) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        Grams.fours(digits).forEach(four -> all.add(term(Fields.DIGITS, fragments.token("phone", four)), Occur.FILTER));
        return all.build();
    }

    /** Every second pair is enough: they cover the text, and their places say that nothing lies between. */
    private static Query phrase(String field, String text) {
        List<String> pairs = Grams.pairs(text);
        if (pairs.size() == 1) {
            return term(field, pairs.get(0));
        }
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        int last = pairs.size() - 1;
        for (int at = 0; at <= last; at++) {
            if (at % 2 == 0 || at == last) {
                phrase.add(new Term(field, pairs.get(at)), at);
            }
        }
        return phrase.build();
    }

    private static Query term(String field, String text) {
        return new TermQuery(new Term(field, text));
    }

    private static void add(List<Query> ways, int score, Query query) {
        ways.add(new BoostQuery(new ConstantScoreQuery(query), score));
    }
}
