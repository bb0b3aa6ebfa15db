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
    private final String base;
    private final Map<String, Asset> assets;

    private PluginFolder(UiPlugin plugin, String base, Map<String, Asset> assets) {
        this.plugin = plugin;
        this.base = base;
        this.assets = assets;
    }

    UiPlugin plugin() {
        return plugin;
    }

    /** URL path of the folder; the same for the same content. */
    String base() {
        return base;
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
        List<String> styles = styles(manifest, files);
        String version = bundle.getVersion().toString();
        String base = "/plugins/" + id + '/' + version + '-' + Asset.Digests.shortHash(files) + '/';
        Map<String, Object> absolute = new LinkedHashMap<>(manifest);
        absolute.put("id", id);
        absolute.put("module", module);
        absolute.put("version", version);
        absolute.put("entry", base + entry);
        absolute.put("css", styles.stream().map(name -> base + name).toList());
        Map<String, Asset> assets = new TreeMap<>();
        files.forEach((path, body) -> assets.put(base + path, Asset.of(path, body)));
        return new PluginFolder(new UiPlugin(id, module, version, absolute), base, assets);
    }

    private static Map<String, Object> parse(byte[] source, ObjectMapper json) throws IOException {
        try {
            Map<String, Object> manifest =
                    json.readValue(source, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (manifest == null) {
                throw new IOException(MANIFEST + " holds null");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new IOException(MANIFEST + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String text(Map<String, Object> manifest, String key) {
        return manifest.get(key) instanceof String value ? value : "";
    }

    private static List<String> styles(Map<String, Object> manifest, Map<String, byte[]> files) throws IOException {
        List<String> names = new ArrayList<>();
        if (manifest.get("css") instanceof List<?> list) {
            for (Object name : list) {
                if (!(name instanceof String file) || !files.containsKey(file)) {
                    throw new IOException("css \"" + name + "\" is missing");
                }
                names.add(file);
            }
        }
        return names;
    }
}
