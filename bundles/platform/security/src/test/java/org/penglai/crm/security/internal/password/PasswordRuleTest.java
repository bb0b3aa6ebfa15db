package org.penglai.crm.security.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penglai.crm.api.error.Violation;

class PasswordRuleTest {
    private final PasswordRule rule = new PasswordRule();

    @ParameterizedTest
    @CsvSource({
        "short-one, tooShort",
        "Password123, tooCommon",
        "1234567890, tooCommon",
        "aaaaaaaaaaab, tooCommon",
        "Zhang.Wei@Penglai, sameAsUsername"
    })
    void badPasswordsAreRefusedWithTheReason(String password, String code) {
        assertThat(rule.objection("zhang.wei@penglai", password.toCharArray()))
                .map(Violation::code)
                .contains(code);
    }

    @Test
    void aHundredAndTwentyEightCharactersAreTheMost() {
        assertThat(rule.objection("li", "x1-".repeat(43).substring(0, 128).toCharArray()))
                .isEmpty();
        assertThat(rule.objection("li", "x1-".repeat(43).toCharArray()))
                .map(Violation::code)
                .contains("tooLong");
    }

    @Test
    void longPhrasesInAnyScriptAreFine() {
        assertThat(rule.objection("li", "蓬莱仙岛八仙过海各显神通".toCharArray())).isEmpty();
        assertThat(rule.objection("li", "correct horse battery".toCharArray())).isEmpty();
    }
}
