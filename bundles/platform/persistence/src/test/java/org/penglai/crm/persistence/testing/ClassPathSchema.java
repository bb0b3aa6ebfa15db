package org.penglai.crm.persistence.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.penglai.crm.persistence.internal.schema.Schema;
import org.penglai.crm.persistence.internal.schema.Script;

/** The scripts in db/&lt;schema&gt; on the class path, in folders and in jars. */
final class ClassPathSchema {
    private ClassPathSchema() {}

    static Schema read(String name) {
        List<Script> scripts = new ArrayList<>();
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            for (URL folder : Collections.list(loader.getResources("db/" + name))) {
                scripts.addAll(
                        "jar".equals(folder.getProtocol()) ? jar(folder, "db/" + name + "/") : folder(folder.toURI()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (scripts.isEmpty()) {
            throw new IllegalArgumentException("no scripts in db/" + name + " on the class path");
        }
        return new Schema(name, "test", scripts);
    }

    private static List<Script> folder(URI folder) throws IOException {
        List<Script> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                scripts.add(new Script(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return scripts;
    }

    private static List<Script> jar(URL folder, String prefix) throws IOException {
        List<Script> scripts = new ArrayList<>();
        JarURLConnection connection = (JarURLConnection) folder.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".sql")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        scripts.add(new Script(
                                entry.getName().substring(prefix.length()),
                                new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                    }
                }
            }
        }
        return scripts;
    }
}
