package org.penglai.crm.modules.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes module archives, good and bad ones. */
final class Kar {
    static final String TABLES = "crm.migrations;crm.migrations=loyalty";

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** One with a features file and its only bundle, as the build makes them. */
    static Kar of(String feature, String version, String capabilities) {
        String folder = "repository/com/acme/" + feature + '/' + version + '/' + feature + '-' + version;
        return new Kar()
                .with(folder + "-features.xml", features(feature, version, address(feature, version)))
                .with(folder + ".jar", jar(capabilities, "of " + version));
    }

    static String address(String feature, String version) {
        return "mvn:com.acme/" + feature + '/' + version;
    }

    static byte[] features(String feature, String version, String... bundles) {
        StringBuilder xml =
                new StringBuilder("<features name='x' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>");
        xml.append("<feature name='%s' version='%s'>".formatted(feature, version));
        for (String bundle : bundles) {
            xml.append("<bundle>\n ").append(bundle).append("\n</bundle>");
        }
        return xml.append("</feature></features>").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param capabilities header Provide-Capability; null for none */
    static byte[] jar(String capabilities, String content) {
        String header = capabilities == null ? "" : "Provide-Capability: " + capabilities + "\r\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(timeless(JarFile.MANIFEST_NAME));
            jar.write(("Manifest-Version: 1.0\r\n" + header + "\r\n").getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(timeless("content"));
            jar.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ZipEntry timeless(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        return entry;
    }

    Kar with(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    Path writeTo(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(timeless(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** As a copy that stopped half-way. */
    static Path cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
    }
}
