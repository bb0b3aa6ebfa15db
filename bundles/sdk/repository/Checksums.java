import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a repository to build from of artifacts that were copied out of a local one: without its notes on where they
 * came from, with checksum files, so that builds can insist on them.
 *
 * <pre>java Checksums.java REPOSITORY</pre>
 */
final class Checksums {
    private static final Map<String, String> ALGORITHMS = Map.of(".sha1", "SHA-1", ".sha256", "SHA-256");

    private static final String NOTES = "_remote.repositories";

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        List<Path> files;
        try (Stream<Path> paths = Files.walk(Path.of(arguments[0]))) {
            files = paths.filter(Files::isRegularFile)
                    .filter(file -> ALGORITHMS.keySet().stream().noneMatch(file.toString()::endsWith))
                    .toList();
        }
        for (Path file : files) {
            if (file.endsWith(NOTES)) {
                Files.delete(file);
                continue;
            }
            for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
                byte[] sum = MessageDigest.getInstance(algorithm.getValue()).digest(Files.readAllBytes(file));
                Files.writeString(Path.of(file + algorithm.getKey()), HexFormat.of().formatHex(sum));
            }
        }
    }

    private Checksums() {}
}
