package org.penglai.crm.exchange.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.error.Malformed;

class TableReaderTest {

    private static final TableFormat FORMAT = new TableFormat(StandardCharsets.UTF_8, false, ',', "\r\n");

    @Test
    void quotedCellsMayHoldDelimitersQuotesAndLineEnds() throws IOException {
        List<TableRow> rows = rows("a,b\r\n\"1,5\",\"say \"\"x\"\"\"\r\n\"two\r\nlines\",y\r\n");
        assertThat(rows)
                .extracting(TableRow::cells)
                .containsExactly(List.of("1,5", "say \"x\""), List.of("two\r\nlines", "y"));
        assertThat(rows).extracting(TableRow::raw).containsExactly("\"1,5\",\"say \"\"x\"\"\"", "\"two\r\nlines\",y");
    }

    @Test
    void rowsWithoutAnyTextAreNotRows() throws IOException {
        List<TableRow> rows = rows("\r\na,b\r\n\r\n , \r\n1,2\r\n,,,\r\n\r\n3,4");
        assertThat(rows).extracting(TableRow::raw).containsExactly("1,2", "3,4");
        assertThat(rows).extracting(TableRow::number).containsExactly(1L, 2L);
    }

    @Test
    void shortAndLongRowsAreTakenAsTheyAre() throws IOException {
        List<TableRow> rows = rows("a,b\n1\n1,2,\n1,2,3\n");
        assertThat(rows.get(0).cell(1)).isEmpty();
        assertThat(rows).extracting(row -> row.exceeds(2)).containsExactly(false, false, true);
    }

    @Test
    void aQuoteInTheWrongPlaceDoesNotStopTheFile() throws IOException {
        assertThat(rows("a,b\n5\" pipe,x\n\"q\"rest,y\n1,2\n"))
                .extracting(TableRow::cells)
                .containsExactly(List.of("5\" pipe", "x"), List.of("qrest", "y"), List.of("1", "2"));
    }

    @Test
    void aFileWithoutAHeaderIsRefused() {
        assertThatThrownBy(() -> rows("\r\n\r\n")).isInstanceOf(Malformed.class);
    }

    @Test
    void aQuoteThatNobodyClosesEndsTheImportInsteadOfFillingTheMemory() {
        String endless = "a,b\n\"1,2\n" + "3,4\n".repeat(KeepingReader.LONGEST_ROW / 2);
        assertThatThrownBy(() -> rows(endless)).isInstanceOfSatisfying(Malformed.class, e -> assertThat(e.code())
                .isEqualTo("rowTooLong"));
    }

    /** Whatever is written comes back, cell by cell and as raw text. */
    @Test
    void rowsOfAnyContentComeBackAsTheyWere() throws IOException {
        Random random = new Random(20261121);
        for (int round = 0; round < 200; round++) {
            List<List<String>> cells = new ArrayList<>();
            List<String> raw = new ArrayList<>();
            StringBuilder file = new StringBuilder("h1,h2,h3\r\n");
            for (int i = random.nextInt(400); i > 0; i--) {
                List<String> row = List.of("x" + cell(random), cell(random), cell(random));
                String line = String.join(
                        ",",
                        row.stream()
                                .map(c -> '"' + c.replace("\"", "\"\"") + '"')
                                .toList());
                cells.add(row);
                raw.add(line);
                file.append(line).append(random.nextInt(5) == 0 ? "\r\n\r\n" : "\r\n");
            }
            List<TableRow> rows = rows(file.toString());
            assertThat(rows).extracting(TableRow::cells).isEqualTo(cells);
            assertThat(rows).extracting(TableRow::raw).isEqualTo(raw);
        }
    }

    private static String cell(Random random) {
        String alphabet = "ab,;\"\r\n\t 客户😀=+";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
            text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    private static List<TableRow> rows(String text) throws IOException {
        return Files.rows(Files.of(text, StandardCharsets.UTF_8), FORMAT);
    }
}
