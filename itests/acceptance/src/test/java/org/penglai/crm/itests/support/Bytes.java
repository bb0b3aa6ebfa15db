package org.penglai.crm.itests.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Looks for words in the bytes of files, packed rows included, in small or large letters of one or two bytes. */
public final class Bytes {
    private Bytes() {}

    /**
     * Files below a folder that hold one of the words.
     *
     * @param words in ASCII
     * @param except folders that are passed over
     * @return path and word, one a line
     */
    public static List<String> find(Path folder, Set<Path> except, List<String> words) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> except.stream().noneMatch(file::startsWith))
                    .toList();
        }
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            String content = content(file);
            for (String word : words) {
                String small = word.toLowerCase(Locale.ROOT);
                if (content.contains(small) || content.contains(String.join("\0", small.split("")))) {
                    found.add(folder.relativize(file) + ": " + word);
                }
            }
        }
        return found;
    }

    private static String content(Path file) throws IOException {
        try (InputStream in = file.toString().endsWith(".gz")
                ? new GZIPInputStream(Files.newInputStream(file))
                : Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        }
    }
}
