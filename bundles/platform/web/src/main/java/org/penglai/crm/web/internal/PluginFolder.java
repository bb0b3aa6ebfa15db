package org.penglai.crm.web.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.penglai.crm.api.ui.UiPlugin;

/** A plug-in as it lies in its bundle, turned into absolute URLs and assets. Its URL changes whenever its content does. */
final class PluginFolder {
    static final String FOLDER = "META-INF/crm-ui";
    private static final String MANIFEST = "plugin.json";

    private final UiPlugin plugin;
    private final Map<String, Asset> assets;

    private PluginFolder(UiPlugin plugin, Map<String, Asset> assets) {
        this.plugin = plugin;
        this.assets = assets;
    }

    UiPlugin plugin() {
        return plugin;
    }

    /** By URL path. */
    Map<String, Asset> assets() {
        return assets;
    }

    /**
     * Reads the plug-in of a bundle.
     *
     * @throws IOException if its manifest is missing or unusable; the message says what is wrong
     */
    static PluginFolder read(Bundle bundle, String module, ObjectMapper json) throws IOException {
        Map<String, byte[]> files = BundleFiles.read(bundle, FOLDER);
        byte[] source = files.get(MANIFEST);
        if (source == null) {
            throw new IOException(FOLDER + '/' + MANIFEST + " is missing");
        }
        Map<String, Object> manifest = parse(source, json);
        String id = text(manifest, "id");
        String entry = text(manifest, "entry");
        if (!id.matches("[a-z][A-Za-z0-9]*") || !files.containsKey(entry)) {
            throw new IOException("id \"" + id + "\" or entry \"" + entry + "\" is unusable");
        }
        String version = bundle.getVersion().toString();
        String base = "/plugins/" + id + '/' + version + '-' + hash(files) + '/';
        Map<String, Object> absolute = new LinkedHashMap<>(manifest);
        absolute.put("id", id);
        absolute.put("module", module);
        absolute.put("version", version);
        absolute.put("entry", base + entry);
        absolute.put("css", absolute(base, manifest.get("css")));
        Map<String, Asset> assets = new TreeMap<>();
        files.forEach((path, body) -> assets.put(base + path, Asset.of(path, body)));
        return new PluginFolder(new UiPlugin(id, module, version, absolute), assets);
    }

    private static Map<String, Object> parse(byte[] source, ObjectMapper json) throws IOException {
        try {
            return json.readValue(source, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IOException(MANIFEST + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String text(Map<String, Object> manifest, String key) {
        return manifest.get(key) instanceof String value ? value : "";
    }

    private static List<String> absolute(String base, Object names) {
        List<String> urls = new ArrayList<>();
        if (names instanceof List<?> list) {
            list.forEach(name -> urls.add(base + name));
        }
        return urls;
    }

    private static String hash(Map<String, byte[]> files) {
        return Asset.Digests.shortHash(files.values().toArray(byte[][]::new));
    }
}
