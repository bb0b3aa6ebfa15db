package org.penglai.crm.work.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IcalendarTextTest {
    @Test
    void longLinesAreFoldedBetweenCharacters() {
        String subject = "拜访山东蓬莱机械制造有限公司，确认😀年度框架合同与交货计划".repeat(4);
        String text = new IcalendarText().text("SUMMARY", subject).toString();
        assertThat(text.split("\r\n")).hasSizeGreaterThan(3).allSatisfy(line -> assertThat(
                        line.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n ", "")).isEqualTo("SUMMARY:" + subject + "\r\n");
    }

    @Test
    void charactersWithAMeaningAreEscaped() {
        assertThat(new IcalendarText().text("DESCRIPTION", "a;b,c\\d\r\ne\u0007"))
                .hasToString("DESCRIPTION:a\\;b\\,c\\\\d\\ne\r\n");
        assertThat(new IcalendarText().text("LOCATION", " ")).hasToString("");
    }
}
