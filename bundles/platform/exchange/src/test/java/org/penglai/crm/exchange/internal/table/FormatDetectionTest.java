package org.penglai.crm.exchange.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.error.Malformed;

class FormatDetectionTest {

    private static final String TABLE = "客户编号,客户名称,备注\r\nC000001,栖霞信隆禾医疗器械有限公司,对价格敏感\r\nC000002,烟台辰隆宇网络有限公司,首次拜访\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "UTF-8", "UTF-16LE", "UTF-16BE"})
    void encodingsWithoutAMarkAreFound(String encoding) throws IOException {
        TableFormat format = FormatDetection.detect(Files.of(TABLE, Charset.forName(encoding)), null);
        assertThat(format.charset().name()).isEqualTo(encoding);
        assertThat(format.byteOrderMark()).isFalse();
    }

    @Test
    void traditionalChineseFromTaiwanIsFoundByStatistics() throws IOException {
        String table =
                "客戶編號,客戶名稱,備註\r\n" + "C1,臺北國際貿易股份有限公司,我們公司對於價格比較敏感，希望能夠提供更多的優惠與服務，並且儘快安排會議討論合作的內容\r\n".repeat(20);
        assertThat(FormatDetection.detect(Files.of(table, Charset.forName("Big5")), null)
                        .charset()
                        .name())
                .isEqualTo("Big5");
    }

    @Test
    void alreadyAFewTraditionalCharactersTellBig5FromGb18030() throws IOException {
        String table = "客戶名稱,聯絡人,備註\r\n臺灣電子,陳先生,請儘快報價\r\n";
        assertThat(FormatDetection.detect(Files.of(table, Charset.forName("Big5")), null)
                        .charset()
                        .name())
                .isEqualTo("Big5");
        assertThat(FormatDetection.detect(Files.of(table, Charset.forName("GBK")), null)
                        .charset()
                        .name())
                .isEqualTo("GB18030");
    }

    @Test
    void aByteOrderMarkDecides() throws IOException {
        assertThat(detect(Files.marked(TABLE, StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF)))
                .isEqualTo(new TableFormat(StandardCharsets.UTF_8, true, ',', "\r\n"));
        assertThat(detect(Files.marked(TABLE, StandardCharsets.UTF_16LE, 0xFF, 0xFE)))
                .isEqualTo(new TableFormat(StandardCharsets.UTF_16LE, true, ',', "\r\n"));
        assertThat(detect(Files.marked(TABLE, StandardCharsets.UTF_16BE, 0xFE, 0xFF)))
                .isEqualTo(new TableFormat(StandardCharsets.UTF_16BE, true, ',', "\r\n"));
    }

    @Test
    void theUsersChoiceWins() throws IOException {
        Source source = Files.of(TABLE, Charset.forName("GBK"));
        assertThat(FormatDetection.detect(source, "gbk").charset().name()).isEqualTo("GB18030");
        assertThat(FormatDetection.detect(source, "Big5").charset().name()).isEqualTo("Big5");
        assertThatThrownBy(() -> FormatDetection.detect(source, "no such thing"))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-CN", "x-JISAutoDetect"})
    void aSetThatCannotBeWrittenIsRefusedSinceRejectedRowsGoBackInIt(String encoding) {
        assertThatThrownBy(() -> FormatDetection.detect(Files.of(TABLE, StandardCharsets.UTF_8), encoding))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"'a,b;c,d', ','", "'a;b;\"c,d,e\"', ';'", "'a\tb\tc,d', '\t'", "'onlyOne', ','"})
    void theDelimiterIsWhatTheHeaderHasMostOfOutsideQuotes(String header, String delimiter) throws IOException {
        assertThat(detect((header + "\n1").getBytes(StandardCharsets.UTF_8)).delimiter())
                .isEqualTo(delimiter.charAt(0));
    }

    @Test
    void theLineEndIsThatOfTheHeader() throws IOException {
        assertThat(detect("a,b\n1,2\r\n".getBytes(StandardCharsets.UTF_8)).lineEnd())
                .isEqualTo("\n");
        assertThat(detect("\"a\nx\",b\r\n1,2\n".getBytes(StandardCharsets.UTF_8))
                        .lineEnd())
                .isEqualTo("\r\n");
        assertThat(detect("a,b".getBytes(StandardCharsets.UTF_8)).lineEnd()).isEqualTo("\r\n");
    }

    private static TableFormat detect(byte[] bytes) throws IOException {
        return FormatDetection.detect(Files.of(bytes), "");
    }
}
