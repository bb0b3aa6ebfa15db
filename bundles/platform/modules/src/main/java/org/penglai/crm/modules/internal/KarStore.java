package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.penglai.crm.api.error.Invalid;

/**
 * The modules that came after the archive, as a Maven repository below CRM_DATA/modules: outside the container's
 * cache, so that the desired set can be restored when that is empty. Safe for any thread.
 */
final class KarStore {
    private final Path repository;
    private final Path incoming;
    private final Path shipped;
    private final KarTrust trust;

    /**
     * @param modules folder of this store
     * @param shipped Maven repository of the archive
     * @param trust whom KARs are taken from
     */
    KarStore(Path modules, Path shipped, KarTrust trust) {
        this.repository = modules.resolve("repository").toAbsolutePath().normalize();
        this.incoming = modules.resolve("incoming").toAbsolutePath().normalize();
        this.shipped = shipped.toAbsolutePath().normalize();
        this.trust = trust;
    }

    /**
     * What a KAR brought.
     *
     * @param files its features files, as they lie in the store
     * @param replaced whether a file was here before with other content
     */
    record Taken(List<URI> files, boolean replaced) {}

    /**
     * Takes a KAR in, all of it or nothing.
     *
     * @throws Invalid if it is none, is damaged, tampered with or not trusted, reaches outside itself, or names bundles that are
     *     neither in it nor here
     */
    Taken take(URI kar) throws IOException {
        return take(kar, file -> false);
    }

    /** The same, but not when it brings other content under a name that is here already: a released version is what it is. */
    Taken takeNew(URI kar) throws IOException {
        return take(kar, file -> true);
    }

    /**
     * The same, but not when it brings other content for what must stay as it is.
     *
     * @param fixed asked for features files that are here already
     */
    synchronized Taken take(URI kar, Predicate<URI> fixed) throws IOException {
        clear(incoming);
        try {
            Path folder = Files.createDirectories(incoming.resolve("repository"));
            Path file = local(kar);
            List<Path> files = KarFile.unpack(file, folder);
            trust.check(file);
            check(folder, files);
            if (files.stream()
                    .filter(KarStore::isFeatures)
                    .map(repository::resolve)
                    .filter(Files::exists)
                    .anyMatch(present -> fixed.test(present.toUri()))) {
                refuseOther(folder, files);
            }
            boolean replaced = false;
            for (Path entry : files) {
                replaced |= move(folder.resolve(entry), repository.resolve(entry));
            }
            List<URI> known = files.stream()
                    .filter(KarStore::isFeatures)
                    .map(entry -> repository.resolve(entry).toUri())
                    .toList();
            return new Taken(known, replaced);
        } finally {
            clear(incoming);
        }
    }

    /** A copy, so that what is checked is what is unpacked. */
    private Path local(URI kar) throws IOException {
        Path file = incoming.resolve("kar");
        try (InputStream in = kar.toURL().openStream()) {
            Files.copy(in, file);
        }
        return file;
    }

    private void check(Path folder, List<Path> files) throws IOException {
        for (Path file : files.stream().filter(KarStore::isFeatures).toList()) {
            for (String address : FeaturesFile.read(folder.resolve(file)).bundles()) {
                Optional<Path> path = MavenPath.of(address);
                if (path.isEmpty() || !(Files.exists(folder.resolve(path.get())) || has(path.get()))) {
                    throw KarFile.invalid(
                            "missingBundle",
                            "模块包缺少组件：" + address,
                            "It names the bundle " + address + ", which is neither in it nor on board.");
                }
            }
        }
    }

    private void refuseOther(Path folder, List<Path> files) throws IOException {
        for (Path file : files) {
            Path present = repository.resolve(file);
            // Maven's lists of versions differ from build to build and mean nothing here.
            if (!file.getFileName().toString().startsWith("maven-metadata")
                    && Files.exists(present)
                    && Files.mismatch(present, folder.resolve(file)) >= 0) {
                throw KarFile.invalid(
                        "versionTaken",
                        "此版本已存在且内容不同：" + file.getFileName() + "。请换一个版本号。",
                        "This version is here already with other content: " + file.getFileName()
                                + ". Give it another version.");
            }
        }
    }

    /**
     * Deletes what only this module needs: files that name its features and those of no other module, and their bundles.
     *
     * @param others names of all other modules
     * @return the features files that are gone
     */
    synchronized List<URI> drop(String module, Set<String> others) throws IOException {
        Map<Path, List<String>> gone = new LinkedHashMap<>();
        Set<Path> needed = new HashSet<>();
        for (URI address : features()) {
            FeaturesFile file = FeaturesFile.read(Path.of(address));
            if (file.features().contains(module) && Collections.disjoint(file.features(), others)) {
                gone.put(Path.of(address), file.bundles());
            } else {
                file.bundles().stream().flatMap(this::path).forEach(needed::add);
            }
        }
        for (Map.Entry<Path, List<String>> file : gone.entrySet()) {
            deleteVersion(file.getKey(), needed);
            for (Path bundle :
                    file.getValue().stream().flatMap(this::path).distinct().toList()) {
                if (!needed.contains(bundle)) {
                    deleteVersion(bundle, needed);
                }
            }
        }
        return gone.keySet().stream().map(Path::toUri).toList();
    }

    private Stream<Path> path(String address) {
        return MavenPath.of(address).map(repository::resolve).stream();
    }

    /** The folder of an artifact's version, and the folders above it that hold nothing else. */
    private void deleteVersion(Path file, Set<Path> needed) throws IOException {
        if (needed.stream().anyMatch(other -> other.startsWith(file.getParent()))) {
            Files.deleteIfExists(file);
            return;
        }
        clear(file.getParent());
        Path above = file.getParent().getParent();
        while (above.startsWith(repository) && !above.equals(repository) && holdsNoVersion(above)) {
            clear(above);
            above = above.getParent();
        }
    }

    private static boolean holdsNoVersion(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().startsWith("maven-metadata"));
        }
    }

    /** Whether the archive or this store holds that file of a Maven repository. */
    boolean has(Path path) {
        return Files.exists(repository.resolve(path)) || Files.exists(shipped.resolve(path));
    }

    /** Whether what lies at the address is still there when the container's cache is empty. */
    boolean keeps(URI address) {
        if ("file".equals(address.getScheme())) {
            Path path = Path.of(address).normalize();
            return path.startsWith(repository) || path.startsWith(shipped);
        }
        return MavenPath.of(address.toString()).map(this::has).orElse(false);
    }

    /** Adds a single file under that path of the repository. */
    synchronized void put(Path path, InputStream content) throws IOException {
        clear(incoming);
        try {
            Path file = Files.createDirectories(incoming).resolve("file");
            Files.copy(content, file);
            move(file, repository.resolve(path));
        } finally {
            clear(incoming);
        }
    }

    /** Features files of all modules kept here. */
    List<URI> features() throws IOException {
        if (!Files.isDirectory(repository)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(repository)) {
            return files.filter(KarStore::isFeatures).sorted().map(Path::toUri).toList();
        }
    }

    private static boolean isFeatures(Path file) {
        return file.getFileName().toString().endsWith(KarFile.FEATURES);
    }

    /** By one rename, so that nobody ever sees half a file. Says whether other content was there. */
    private static boolean move(Path file, Path target) throws IOException {
        boolean other = Files.exists(target) && Files.mismatch(file, target) >= 0;
        Files.createDirectories(target.getParent());
        Files.move(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return other;
    }

    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
