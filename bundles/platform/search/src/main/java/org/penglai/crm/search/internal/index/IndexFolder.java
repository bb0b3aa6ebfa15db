package org.penglai.crm.search.internal.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which this node's indexes lie: one that answers, for a while a second one that is being built. */
class IndexFolder {
    private final Path root;

    IndexFolder(Path root) {
        this.root = root;
    }

    /** Newest first. */
    List<Path> indexes() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> folder.getFileName().toString().matches("\\d{1,9}"))
                    .sorted(Comparator.comparingInt(IndexFolder::number).reversed())
                    .toList();
        }
    }

    Path next() throws IOException {
        List<Path> indexes = indexes();
        return root.resolve(Integer.toString(indexes.isEmpty() ? 1 : number(indexes.get(0)) + 1));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString());
    }
}
