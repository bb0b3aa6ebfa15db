package org.penglai.crm.exchange.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Malformed;

class WorkbookTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void cellsOfEachKindBecomeWhatPeopleSee() throws IOException {
        String rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"2\"/><row r=\"3\"><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"A3\" t=\"str\"><f>1+1</f><v>=x</v></c>"
                + "<c t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r></is></c><c r=\"E3\" t=\"s\"><v>2</v></c>"
                + "<c r=\"F3\" t=\"d\"><v>2026-01-02T00:00:00</v></c><c r=\"G3\" t=\"s\"><v>99</v></c><c r=\"H3\"/></row>";
        assertThat(Workbooks.rows(Workbooks.zip(Workbooks.parts(rows)), null))
                .containsExactly(List.of("名称", "", "海源 "), List.of("=x", "TRUE", "甲乙", "", "a\rb", "2026-01-02"));
        assertThat(Workbooks.rows(Workbooks.zip(Workbooks.parts(rows)), "其他")).containsExactly(List.of("第二"));
        assertThatThrownBy(() -> Workbooks.rows(Workbooks.zip(Workbooks.parts(rows)), "none"))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 13800138000, 13800138000",
        "0, 1.3800138E10, 13800138000",
        "0, 0.30000000000000004, 0.3",
        "0, 12.50, 12.5",
        "0, 1E-9, 0.000000001",
        "1, 46024, 2026-01-02",
        "1, 46024.75, 2026-01-02",
        "1, 60, 1900-03-01",
        "2, 46024.75, 2026-01-02 18:00:00",
        "2, 46024.395833333336, 2026-01-02 09:30:00",
        "2, 46024, 2026-01-02",
        "3, 0.155, 15.5%",
        "4, 46024, 2026-01-02",
        "5, 42, 000042",
        "6, 1234.5, 1234.5",
        "9, 1, 1",
        "1, 1E300, 1E+300"
    })
    void numbersAreReadAsTheyAreShown(int style, String number, String text) throws IOException {
        String rows = "<row><c s=\"" + style + "\"><v>" + number + "</v></c></row>";
        assertThat(Workbooks.rows(Workbooks.zip(Workbooks.parts(rows)), "客户")).containsExactly(List.of(text));
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XlsxWriter writer = new XlsxWriter(out, "客户: [2026]/1")) {
            writer.header(List.of("编号", "<名称> & \"co\"", "日期", "时间", "数", "率"));
            writer.row(List.of(
                    new Cell.Text("000123"),
                    new Cell.Text("=1+1 _x000D_ '\u0001\n𠮷"),
                    new Cell.Day(LocalDate.of(2024, 2, 29)),
                    new Cell.Moment(LocalDateTime.of(2026, 11, 22, 23, 59, 59)),
                    new Cell.Number(new BigDecimal("-1234.50"), false),
                    new Cell.Number(new BigDecimal("0.1550"), true)));
            writer.row(List.of(
                    new Cell.Text("'+86"),
                    Cell.empty(),
                    new Cell.Day(LocalDate.of(1850, 1, 1)),
                    Cell.empty(),
                    new Cell.Number(new BigDecimal("12345678901234567890.12"), false),
                    new Cell.Number(new BigDecimal("1"), true)));
        }
        assertThat(Workbooks.rows(out.toByteArray(), "客户   2026  1"))
                .containsExactly(
                        List.of("编号", "<名称> & \"co\"", "日期", "时间", "数", "率"),
                        List.of(
                                "000123",
                                "=1+1 _x000D_ '\u0001\n𠮷",
                                "2024-02-29",
                                "2026-11-22 23:59:59",
                                "-1234.5",
                                "15.5%"),
                        List.of("''+86", "", "1850-01-01", "", "12345678901234567890.12", "100%"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/worksheets/first.xml", "xl/sharedStrings.xml", "xl/workbook.xml"})
    void aBombIsRefusedBeforeItGoesOff(String part) throws IOException {
        byte[] bomb = Workbooks.bomb(Workbooks.parts("<row/>"), part, 600L << 20);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(refusal(bomb)).isEqualTo("tooLarge");
    }

    @Test
    void aBombThatLiesAboutItsSizeIsRefusedToo() throws IOException {
        byte[] bomb = Workbooks.bomb(Workbooks.parts("<row/>"), "xl/worksheets/first.xml", 64L << 20);
        // The directory at the end says how large each part is; here every part claims to be small.
        for (int i = bomb.length - 4; i > 0; i--) {
            if (bomb[i] == 'P' && bomb[i + 1] == 'K' && bomb[i + 2] == 1 && bomb[i + 3] == 2) {
                Arrays.fill(bomb, i + 25, i + 28, (byte) 0);
            }
        }
        assertThat(refusal(bomb)).isIn("tooLarge", "damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/first.xml", "xl/styles.xml"})
    void entitiesAreRefused(String part) throws IOException {
        Map<String, byte[]> parts = Workbooks.parts("<row/>");
        String xml = new String(parts.get(part), StandardCharsets.UTF_8);
        Workbooks.put(
                parts,
                part,
                "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
                        + xml.replaceFirst("><", ">&b;&a;<"));
        assertThat(refusal(Workbooks.zip(parts))).isEqualTo("unsafe");
    }

    @Test
    void whatIsNoWorkbookIsRefused() throws IOException {
        assertThat(refusal(Workbooks.zip(Map.of("word/document.xml", new byte[0]))))
                .isEqualTo("noWorkbook");
        assertThat(refusal("PK\u0003\u0004 and nothing else".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("damaged");
        Map<String, byte[]> broken = Workbooks.parts("<row><c><v>1</v></row>");
        assertThat(refusal(Workbooks.zip(broken))).isEqualTo("damaged");
        byte[] whole = Workbooks.zip(Workbooks.parts("<row/>"));
        assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).isEqualTo("damaged");
        assertThat(refusal(Workbooks.zip(Workbooks.parts("<row><c r=\"XFD1\"><v>1</v></c></row>"))))
                .isEqualTo("tooManyColumns");
    }

    @ParameterizedTest
    @CsvSource({
        "255044462d312e37, noTable",
        "89504e470d0a1a0a, noTable",
        "ffd8ffe000104a46, noTable",
        "1f8b080000000000, noTable",
        "d0cf11e0a1b11ae1, workbook",
        "3c68746d6c3e3c2f, noTable",
        "4d5a900003000000, noTable"
    })
    void otherFilesAreRefusedWhateverTheyAreCalled(String magic, String code) {
        byte[] start = HexFormat.of().parseHex(magic);
        byte[] file = Arrays.copyOf(start, 600);
        Arrays.fill(file, start.length, file.length, (byte) 1);
        assertThatThrownBy(() -> FileKind.of(Files.of(file)))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void anEncryptedWorkbookIsToldFromAnOldOne() {
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        byte[] file = Arrays.copyOf(HexFormat.of().parseHex("d0cf11e0a1b11ae1"), 4_096);
        System.arraycopy(name, 0, file, 2_048, name.length);
        assertThatThrownBy(() -> FileKind.of(Files.of(file)))
                .isInstanceOfSatisfying(
                        Malformed.class, e -> assertThat(e.code()).isEqualTo("encrypted"));
    }

    private static String refusal(byte[] file) {
        return Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            try {
                Workbooks.rows(file, null);
                return "none";
            } catch (CrmException e) {
                return e.code();
            }
        });
    }
}
