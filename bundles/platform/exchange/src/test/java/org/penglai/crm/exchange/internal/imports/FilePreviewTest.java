package org.penglai.crm.exchange.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.security.Caller;

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
                        null);
        assertThat(preview)
                .containsEntry("encoding", "GB18030")
                .containsEntry("delimiter", ";")
                .containsEntry("headers", List.of("编号", "名称", "地址"))
                .containsEntry("rows", 12L)
                .containsEntry("mapping", Map.of("编号", "firmNo", "名称", "name"))
                .containsEntry("unmapped", List.of("地址"));
        assertThat((List<?>) preview.get("sample")).hasSize(10).first().isEqualTo(List.of("F1", "海源;\n机械", "x"));
    }
}
