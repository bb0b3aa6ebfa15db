package org.penglai.crm.exchange.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.records.VCardProperty;

class VCardTest {

    @Test
    void aCardOfAnOldPhoneIsRead() throws IOException {
        String card = "BEGIN:VCARD\r\nVERSION:2.1\r\n"
                + "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=B0=8F=\r\n=E6=98=8E;;;\r\n"
                + "TEL;CELL;VOICE:138-0013-8000\r\nTEL;WORK;FAX:0535-1111111\r\nTEL;WORK:0535-5641234\r\n"
                + "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJRg\r\n\r\nEND:VCARD\r\n";
        assertThat(read(card))
                .containsExactly(Map.of(
                        VCardProperty.FULL_NAME, "王小明",
                        VCardProperty.MOBILE, "138-0013-8000",
                        VCardProperty.PHONE, "0535-5641234"));
    }

    @Test
    void cardsOfPhonesOfTodayAreRead() throws IOException {
        String cards = "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iPhone OS//EN\nN:Li;Ann;;;\nFN:Ann Li\n"
                + "ORG:海源机械\\, 有限公司;采购部\nTITLE:经理\nitem1.EMAIL;type=INTERNET:a@example.com\n"
                + "EMAIL;type=INTERNET;type=pref:b@example.com\nTEL:+86 139 0000 0001\nTEL;type=WORK:010-62345678\n"
                + "IMPP;X-SERVICE-TYPE=WeChat;type=HOME:x-apple:ann_li\nBDAY:1985-02-03\nNOTE:一\\n二\nEND:VCARD\n"
                + "BEGIN:VCARD\nVERSION:4.0\nFN:Bob\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+1-212-555-0123\n"
                + "BDAY:--0203\nEND:VCARD\n";
        List<Map<VCardProperty, String>> read = read(cards);
        assertThat(read).hasSize(2);
        assertThat(read.get(0))
                .containsEntry(VCardProperty.ORGANIZATION, "海源机械, 有限公司")
                .containsEntry(VCardProperty.DEPARTMENT, "采购部")
                .containsEntry(VCardProperty.EMAIL, "b@example.com")
                .containsEntry(VCardProperty.MOBILE, "+86 139 0000 0001")
                .containsEntry(VCardProperty.PHONE, "010-62345678")
                .containsEntry(VCardProperty.WECHAT, "ann_li")
                .containsEntry(VCardProperty.BIRTHDAY, "1985-02-03")
                .containsEntry(VCardProperty.NOTE, "一\n二");
        assertThat(read.get(1))
                .isEqualTo(Map.of(VCardProperty.FULL_NAME, "Bob", VCardProperty.MOBILE, "+1-212-555-0123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "4.0"})
    void whatIsWrittenIsReadBackAndFoldedAtSeventyFiveBytes(String version) throws IOException {
        List<VCardProperty> properties = List.of(VCardProperty.values());
        List<Cell> cells = new ArrayList<>();
        properties.forEach(property -> cells.add(new Cell.Text(
                property == VCardProperty.BIRTHDAY
                        ? "1980-02-29"
                        : property == VCardProperty.URL
                                ? "https://example.com/"
                                : property + " 山东蓬莱;海\\源,𠮷".repeat(8))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (VCardWriter writer = new VCardWriter(out, version, properties)) {
            writer.row(cells);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        Map<VCardProperty, String> read = read(text).get(0);
        for (int i = 0; i < properties.size(); i++) {
            assertThat(read).containsEntry(properties.get(i), cells.get(i).text());
        }
    }

    @Test
    void brokenCardsBreakNothing() throws IOException {
        assertThat(read("END:VCARD\nBEGIN:VCARD\nnonsense\n:x\n;=;:y\nN:;\nFN:A\nTEL;=:\n"))
                .hasSize(1);
        assertThat(read("")).isEmpty();
    }

    private static List<Map<VCardProperty, String>> read(String cards) throws IOException {
        List<Map<VCardProperty, String>> all = new ArrayList<>();
        try (VCardReader reader = new VCardReader(new StringReader(cards))) {
            for (List<VCardLine> card = reader.next(); card != null; card = reader.next()) {
                all.add(VCardContent.of(card));
            }
        }
        return all;
    }
}
