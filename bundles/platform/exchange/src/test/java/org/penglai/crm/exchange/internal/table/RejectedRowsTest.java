package org.penglai.crm.exchange.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RejectedRowsTest {

    @Test
    void rowsStayAsTheyWereAndTheReasonIsTheLastColumn() throws IOException {
        assertThat(rejectAll("编号,名称\r\n1,\"a,b\"\r\n2\r\n", Charset.forName("GB18030"), "坏"))
                .isEqualTo("编号,名称,错误原因\r\n1,\"a,b\",坏\r\n2,,坏\r\n");
    }

    @Test
    void delimiterLineEndAndByteOrderMarkAreThoseOfTheFile() throws IOException {
        assertThat(rejectAll("\uFEFFa;b\n1;2\n", StandardCharsets.UTF_8, "x;y"))
                .isEqualTo("\uFEFFa;b;错误原因\n1;2;\"x;y\"\n");
        assertThat(rejectAll("\uFEFFa\tb\n1\t2\n", StandardCharsets.UTF_16LE, "x"))
                .isEqualTo("\uFEFFa\tb\t错误原因\n1\t2\tx\n");
    }

    @Test
    void aReasonIsNeverAFormula() throws IOException {
        assertThat(rejectAll("a,b\n=1,2\n", StandardCharsets.UTF_8, "=cmd()")).isEqualTo("a,b,错误原因\n=1,2,'=cmd()\n");
    }

    @Test
    void aQuoteLeftOpenAtTheEndOfTheFileDoesNotSwallowTheReason() throws IOException {
        assertThat(rejectAll("a,b\n1,\"open", StandardCharsets.UTF_8, "x")).isEqualTo("a,b,错误原因\n1,\"open\",x\n");
    }

    private static String rejectAll(String text, Charset charset, String reason) throws IOException {
        Source source = Files.of(text, charset);
        TableFormat format = FormatDetection.detect(source, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableReader reader = new TableReader(source, format);
                RejectedRows rejected = new RejectedRows(out, format, reader.header())) {
            for (TableRow row = reader.next(); row != null; row = reader.next()) {
                rejected.add(row, reason);
            }
        }
        return out.toString(charset);
    }
}
