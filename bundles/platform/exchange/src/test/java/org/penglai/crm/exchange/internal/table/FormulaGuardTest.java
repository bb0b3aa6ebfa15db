package org.penglai.crm.exchange.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    private static final String SIGNS = "'=+-@\t\r\n＝＋－＠a1 中";

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+8613800138000", "-1", "@SUM(A1)", "\tx", "\r=1", "＝1", "'=1", "''-1"})
    void whatBeginsLikeAFormulaBeginsWithAnApostropheInTheFile(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0532-88886666", "蓬莱", "'quoted'", "''", "a=b"})
    void everythingElseStaysAsItIs(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo(text);
        assertThat(FormulaGuard.undo(text)).isEqualTo(text);
    }

    @Test
    void undoGivesBackAnyText() {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            String before = text.toString();
            assertThat(FormulaGuard.undo(FormulaGuard.guard(before))).isEqualTo(before);
            assertThat(FormulaGuard.undo(FormulaGuard.escape(before))).isEqualTo(before);
            assertThat(FormulaGuard.guard(before)).doesNotMatch("(?s)[=+\\-@\t\r\n＝＋－＠].*");
        }
    }
}
