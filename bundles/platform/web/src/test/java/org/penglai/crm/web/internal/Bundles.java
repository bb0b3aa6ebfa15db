package org.penglai.crm.web.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** Bundles whose content lies in a folder. */
final class Bundles {
    private Bundles() {}

    /** A bundle that holds these files, by path. */
    static Bundle of(Path folder, String version, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
        }
        return Fakes.of(
                Bundle.class,
                Map.of(
                        "getVersion", arguments -> Version.parseVersion(version),
                        "findEntries", arguments -> entries(folder, (String) arguments[0])));
    }

    static BundleContext context(Bundle bundle) {
        return Fakes.of(BundleContext.class, Map.of("getBundle", arguments -> bundle));
    }

    private static Object entries(Path folder, String below) {
        Path start = folder.resolve(below);
        if (!Files.isDirectory(start)) {
            return null;
        }
        try (Stream<Path> files = Files.walk(start)) {
            List<URL> urls =
                    files.filter(path -> !path.equals(start)).map(Bundles::url).toList();
            return Collections.enumeration(urls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
