package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatinSpellingTest {
    private final LatinSpelling spelling = new LatinSpelling();

    @ParameterizedTest
    @CsvSource({
        "云启科技, yunqikeji",
        "ABC科技2号, ABCkeji2hao",
        "Müller中国, Mullerzhongguo",
        "キャット, kyatto",
        "Завод, Zavod",
        "plain, plain"
    })
    void spellsInLatinLetters(String text, String spelled) {
        assertThat(spelling.of(text)).isEqualTo(spelled);
    }

    /** What is remembered for a character is what the rules say of a whole text. */
    @Test
    void saysWhatTheRulesSayOfTheWholeText() {
        Transliterator rules = Transliterator.getInstance("Han-Latin; NFKD; [:Mn:] Remove; Any-Latin; Latin-ASCII");
        Random random = new Random(20261122);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 8; j++) {
                text.append((char) (0x4e00 + random.nextInt(0x9fa5 - 0x4e00)));
            }
            assertThat(spelling.of(text.toString()))
                    .as(text.toString())
                    .isEqualTo(rules.transliterate(text.toString()).replace(" ", ""));
        }
    }
}
