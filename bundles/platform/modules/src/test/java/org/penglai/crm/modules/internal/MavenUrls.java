package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.net.spi.URLStreamHandlerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Addresses with {@code mvn:}, as the container resolves them: from the folders that a test names. */
public final class MavenUrls extends URLStreamHandlerProvider {
    private static final List<Path> REPOSITORIES = new CopyOnWriteArrayList<>();

    static void serve(Path repository) {
        REPOSITORIES.add(repository);
    }

    @Override
    public URLStreamHandler createURLStreamHandler(String protocol) {
        return "mvn".equals(protocol) ? new Handler() : null;
    }

    private static final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            Path path = MavenPath.of(url.toString()).orElseThrow(() -> new IOException("no coordinates: " + url));
            for (Path repository : REPOSITORIES) {
                if (Files.exists(repository.resolve(path))) {
                    return repository.resolve(path).toUri().toURL().openConnection();
                }
            }
            throw new IOException("not found: " + url);
        }
    }
}
