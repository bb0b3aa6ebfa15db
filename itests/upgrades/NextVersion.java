import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the sources of a module's next version: copies the module, adds the files below overlay/add, and applies
 * overlay/edits.txt, which names a file by {@code @@ path} and then says what becomes what. Every edit must fit exactly
 * once, so that the copy cannot drift away from the module unnoticed.
 *
 * <pre>java NextVersion.java MODULE OVERLAY TARGET</pre>
 */
final class NextVersion {

    private static final String FILE = "@@ ";
    private static final String OLD = "<<<<";
    private static final String NEW = "====";
    private static final String END = ">>>>";

    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments[0]);
        Path overlay = Path.of(arguments[1]);
        Path target = Path.of(arguments[2]);
        delete(target);
        Files.createDirectories(target);
        Files.copy(module.resolve("bnd.bnd"), target.resolve("bnd.bnd"));
        copy(module.resolve("src/main"), target.resolve("src/main"));
        if (Files.exists(overlay.resolve("add"))) {
            copy(overlay.resolve("add"), target);
        }
        edit(Files.readAllLines(overlay.resolve("edits.txt")), target);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(p -> !p.toString().contains("node_modules")).toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void edit(List<String> script, Path target) throws IOException {
        Path file = null;
        StringBuilder text = new StringBuilder();
        String old = null;
        for (String line : script) {
            if (line.startsWith(FILE)) {
                file = target.resolve(line.substring(FILE.length()));
            } else if (line.equals(OLD)) {
                text.setLength(0);
            } else if (line.equals(NEW)) {
                old = text.toString();
                text.setLength(0);
            } else if (line.equals(END)) {
                replace(file, old, text.toString());
            } else {
                text.append(line).append('\n');
            }
        }
    }

    /** The last line end of both texts is left alone, so that parts of lines can be named. */
    private static void replace(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        String wanted = old.strip().isEmpty() ? old : old.substring(0, old.length() - 1);
        int at = text.indexOf(wanted);
        if (at < 0 || text.indexOf(wanted, at + 1) >= 0) {
            throw new IllegalStateException(file + " does not have exactly once: " + wanted);
        }
        String replacement = now.isEmpty() ? "" : now.substring(0, now.length() - 1);
        Files.writeString(file, text.substring(0, at) + replacement + text.substring(at + wanted.length()));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private NextVersion() {}
}
