package org.penglai.crm.files.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSnifferTest {
    @TempDir
    Path folder;

    @Test
    void theContentCountsNotTheName() throws Exception {
        assertThat(type("\u0089PNG\r\n\u001a\n....", "合同.html")).isEqualTo("image/png");
        assertThat(type("%PDF-1.7 ...", "x.svg")).isEqualTo("application/pdf");
        assertThat(type("\u0000\u0000\u0000\u0018ftypmp42", "clip")).isEqualTo("video/mp4");
        assertThat(type("\u0000\u0000\u0000\u0018ftypheic", "IMG_1.jpg")).isEqualTo("image/heic");
        assertThat(type("\u0000\u0000\u0000\u0014ftypqt  ", "IMG_2.mp4")).isEqualTo("video/quicktime");
        assertThat(type("RIFF\u0001\u0002\u0003\u0004WEBP", "a")).isEqualTo("image/webp");
        assertThat(type("编号,名称", "a.csv")).isEqualTo("text/csv");
        assertThat(type("a", "noExtension")).isEqualTo(MediaSniffer.UNKNOWN);
    }

    @Test
    void whatABrowserCouldRunIsNeverShown() throws Exception {
        for (String name : new String[] {"a.html", "a.svg", "a.xml", "a.js", "a.png", "a.pdf", "a.mp4"}) {
            for (String content :
                    new String[] {"<html><script>alert(1)</script>", "<svg xmlns='...'>", "<?xml version='1.0'?>"}) {
                assertThat(MediaSniffer.isShowable(type(content, name)))
                        .as(name + " " + content)
                        .isFalse();
            }
        }
    }

    private String type(String content, String name) throws Exception {
        Path file = folder.resolve("content");
        Files.write(
                file,
                content.chars().anyMatch(c -> c > 0xff)
                        ? content.getBytes(StandardCharsets.UTF_8)
                        : content.getBytes(StandardCharsets.ISO_8859_1));
        return MediaSniffer.typeOf(file, name);
    }
}
