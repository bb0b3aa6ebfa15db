package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.cell;
import static org.penglai.crm.records.internal.value.Fields.strict;

import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;

class TextCodecTest {
    private static final StoredField LINE = Fields.of(FieldKind.TEXT, 10, 0, 0);
    private static final StoredField LINES = Fields.of(FieldKind.LONG_TEXT, 0, 0, 0);

    @Test
    void isTrimmedOfBlanksOfEveryWidth() {
        assertThat(strict(LINE, " \u3000云启科技\u00a0\ufeff")).isEqualTo("云启科技");
        assertThat(strict(LINE, "云\u3000启")).isEqualTo("云 启");
    }

    @Test
    void nothingButBlanksIsNoValue() {
        assertThat(strict(LINE, "")).isNull();
        assertThat(strict(LINE, " \u3000\t\u200b")).isNull();
        assertThat(strict(LINE, "\u202e\u202c")).isNull();
        assertThat(strict(LINE, null)).isNull();
    }

    @Test
    void isComposed() {
        assertThat(strict(LINE, "Cafe\u0301")).isEqualTo("Café");
    }

    @Test
    void marksThatCannotBeSeenAreTakenOut() {
        assertThat(strict(LINE, "a\u202eb\u200bc")).isEqualTo("abc");
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(strict(LINE, "a\u0000b")).isEqualTo("?controlCharacter");
        assertThat(strict(LINE, "a\u0085b")).isEqualTo("?controlCharacter");
        assertThat(strict(LINE, "a\nb")).isEqualTo("?controlCharacter");
        assertThat(strict(LINES, "a\u0007b")).isEqualTo("?controlCharacter");
        assertThat(strict(LINE, "a\ud83d")).isEqualTo("?controlCharacter");
        assertThat(strict(LINE, "\ude00a")).isEqualTo("?controlCharacter");
    }

    @Test
    void aLineBreakInACellOfASingleLineBecomesABlank() {
        assertThat(cell(LINE, "a\nb")).isEqualTo("a b");
    }

    @Test
    void severalLinesKeepTheirBreaksAndIndents() {
        assertThat(strict(LINES, "多行\r\n\u3000\u3000备注\rx\ty\n")).isEqualTo("多行\n\u3000\u3000备注\nx\ty");
    }

    @Test
    void emojiAreText() {
        assertThat(strict(LINE, "好😀")).isEqualTo("好😀");
    }

    @Test
    void isNotLongerThanItsColumn() {
        assertThat(strict(LINE, "1234567890")).isEqualTo("1234567890");
        assertThat(strict(LINE, "12345678901")).isEqualTo("?tooLong");
    }

    @Test
    void aNumberIsNoText() {
        assertThat(strict(LINE, 12)).isEqualTo("?wrongType");
    }
}
