package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Which file of a deploy folder brought which modules. Kept over restarts, since at every start all files look new:
 * without it a KAR that was superseded since would come back.
 */
final class DeployedKars {
    private static final String SEPARATOR = " ";

    private final Path file;
    private final Map<Path, Deployed> all = new TreeMap<>();

    /**
     * What came from a file.
     *
     * @param hash of its content
     * @param modules ids, each as name/version
     */
    record Deployed(String hash, List<String> modules) {}

    DeployedKars(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            Properties lines = new Properties();
            try (InputStream in = Files.newInputStream(file)) {
                lines.load(in);
            }
            lines.stringPropertyNames().forEach(path -> {
                List<String> words = List.of(lines.getProperty(path).split(SEPARATOR));
                all.put(Path.of(path), new Deployed(words.get(0), words.subList(1, words.size())));
            });
        }
    }

    Optional<Deployed> find(Path kar) {
        return Optional.ofNullable(all.get(kar));
    }

    List<Path> paths() {
        return List.copyOf(all.keySet());
    }

    void put(Path kar, Deployed deployed) throws IOException {
        all.put(kar, deployed);
        save();
    }

    void remove(Path kar) throws IOException {
        all.remove(kar);
        save();
    }

    private void save() throws IOException {
        Properties lines = new Properties();
        all.forEach((path, deployed) -> lines.setProperty(
                path.toString(), deployed.hash() + SEPARATOR + String.join(SEPARATOR, deployed.modules())));
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            lines.store(out, "Module archives of the deploy folders, and what came from them");
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The hash by which a content is recognized. */
    static String hash(Path kar) throws IOException {
        try (InputStream in = Files.newInputStream(kar);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
