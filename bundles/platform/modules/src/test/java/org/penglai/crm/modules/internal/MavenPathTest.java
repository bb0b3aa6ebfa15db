package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MavenPathTest {
    @ParameterizedTest
    @CsvSource({
        "mvn:com.acme/loyalty/1.0.0, com/acme/loyalty/1.0.0/loyalty-1.0.0.jar",
        "mvn:com.acme/loyalty/1.0.0/xml/features, com/acme/loyalty/1.0.0/loyalty-1.0.0-features.xml",
        "mvn:https://repo.acme.com/maven@id=acme!com.acme/loyalty/1.0.0/jar, com/acme/loyalty/1.0.0/loyalty-1.0.0.jar",
    })
    void anAddressNamesAFile(String address, String path) {
        assertThat(MavenPath.of(address)).hasToString("Optional[" + path + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:/tmp/a.jar",
                "wrap:mvn:a/b/1",
                "mvn:a/b",
                "mvn:a/b/1/jar/x/y",
                "mvn:../../b/1",
                "mvn:a/../1",
                "mvn:a/b/1.0..1",
                "mvn:a//1",
                "mvn:"
            })
    void whatNamesNoFileOfARepositoryHasNoPath(String address) {
        assertThat(MavenPath.of(address)).isEmpty();
    }

    @Test
    void noAddressLeavesTheRepository() {
        java.util.Random random = new java.util.Random(11);
        String alphabet = "ab./\\!:%- ";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder address = new StringBuilder("mvn:");
            random.ints(random.nextInt(16), 0, alphabet.length()).forEach(c -> address.append(alphabet.charAt(c)));
            MavenPath.of(address.toString()).ifPresent(path -> assertThat(path.normalize())
                    .as(address.toString())
                    .isEqualTo(path)
                    .isRelative()
                    .satisfies(relative -> assertThat((Iterable<Path>) relative).doesNotContain(Path.of(".."))));
        }
    }
}
