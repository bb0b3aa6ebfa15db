package org.penglai.crm.search.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run has left. */
class KeptIndexesTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderThatCannotBeReadIsNamedAsTheProblem() {
        IndexFolder unreadable = new IndexFolder(folder) {
            @Override
            List<Path> indexes() throws IOException {
                throw new IOException("Input/output error");
            }
        };
        List<String> problems = new ArrayList<>();

        assertThat(new KeptIndexes(unreadable, null, "made so", problems::add).usable(1, 9))
                .isNull();
        assertThat(problems).containsExactly("Input/output error");
    }

    @Test
    void anEmptyFolderIsNoProblem() {
        List<String> problems = new ArrayList<>();

        assertThat(new KeptIndexes(new IndexFolder(folder), null, "made so", problems::add).usable(1, 9))
                .isNull();
        assertThat(problems).isEmpty();
    }
}
