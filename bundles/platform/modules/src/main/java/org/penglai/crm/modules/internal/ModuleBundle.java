package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;

/**
 * What is in a module's bundle, read before the container has it.
 *
 * @param symbolicName empty if it has none
 * @param version empty if it has none
 * @param capabilities header Provide-Capability; null if it has none
 * @param scripts its migrations: schema, then file name, then text
 */
record ModuleBundle(
        String symbolicName, String version, String capabilities, Map<String, Map<String, String>> scripts) {
    private static final Pattern SCHEMA =
            Pattern.compile("crm\\.migrations\\s*;\\s*crm\\.migrations\\s*=\\s*\"?(\\w+)");
    private static final Pattern SCRIPT = Pattern.compile("db/(\\w+)/([^/]+\\.sql)");

    /**
     * Reads it.
     *
     * @param location address that the features file names
     * @throws IOException if it is not there or no bundle
     */
    static ModuleBundle read(String location) throws IOException {
        try (InputStream in = new URL(location).openStream();
                JarInputStream jar = new JarInputStream(in)) {
            Manifest manifest = jar.getManifest() == null ? new Manifest() : jar.getManifest();
            Map<String, Map<String, String>> scripts = new LinkedHashMap<>();
            String capabilities = value(manifest, Constants.PROVIDE_CAPABILITY);
            Matcher schema = SCHEMA.matcher(capabilities == null ? "" : capabilities);
            while (schema.find()) {
                scripts.put(schema.group(1), new TreeMap<>());
            }
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                Matcher script = SCRIPT.matcher(entry.getName());
                if (script.matches() && scripts.containsKey(script.group(1))) {
                    scripts.get(script.group(1))
                            .put(script.group(2), new String(jar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            String name = value(manifest, Constants.BUNDLE_SYMBOLICNAME);
            String version = value(manifest, Constants.BUNDLE_VERSION);
            return new ModuleBundle(
                    name == null ? "" : name.split(";", 2)[0].strip(),
                    version == null ? "" : version,
                    capabilities,
                    scripts);
        }
    }

    private static String value(Manifest manifest, String header) {
        return manifest.getMainAttributes().getValue(header);
    }
}
