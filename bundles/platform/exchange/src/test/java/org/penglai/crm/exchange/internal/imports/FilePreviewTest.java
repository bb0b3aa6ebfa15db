package org.penglai.crm.exchange.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.exchange.internal.table.Cell;
import org.penglai.crm.exchange.internal.table.XlsxWriter;

class FilePreviewTest {

    @Test
    void tellsWhatAnImportWouldRead() throws Exception {
        String table = "编号;名称;地址\n" + "F1;\"海源;\n机械\";x\n".repeat(12);
        Map<String, Object> preview = new FilePreview(new SampleTypes())
                .preview(
                        Caller.system(),
                        "firms",
                        "firms.csv",
                        new ByteArrayInputStream(table.getBytes(Charset.forName("GB18030"))),
                        null,
                        null);
        assertThat(preview)
                .containsEntry("format", "csv")
                .containsEntry("encoding", "GB18030")
                .containsEntry("delimiter", ";")
                .containsEntry("headers", List.of("编号", "名称", "地址"))
                .containsEntry("rows", 12L)
                .containsEntry("mapping", Map.of("编号", "firmNo", "名称", "name"))
                .containsEntry("unmapped", List.of("地址"));
        assertThat((List<?>) preview.get("sample")).hasSize(10).first().isEqualTo(List.of("F1", "海源;\n机械", "x"));
    }

    @Test
    void aWorkbookShowsItsSheets() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XlsxWriter writer = new XlsxWriter(out, "公司")) {
            writer.header(List.of("编号", "名称"));
            writer.row(List.of(new Cell.Text("001"), new Cell.Text("=海源")));
        }

        Map<String, Object> preview = new FilePreview(new SampleTypes())
                .preview(Caller.system(), "firms", "x.csv", new ByteArrayInputStream(out.toByteArray()), null, "");

        assertThat(preview)
                .containsEntry("format", "xlsx")
                .containsEntry("sheets", List.of("公司"))
                .containsEntry("sheet", "公司")
                .containsEntry("rows", 1L)
                .containsEntry("sample", List.of(List.of("001", "=海源")))
                .containsEntry("mapping", Map.of("编号", "firmNo", "名称", "name"));
    }
}
