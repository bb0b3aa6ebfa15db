package org.penglai.crm.web.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/** Reads a folder of a bundle into memory. */
final class BundleFiles {
    private BundleFiles() {}

    /** All files below the folder, by path relative to it, in the order of their names. */
    static Map<String, byte[]> read(Bundle bundle, String folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        Enumeration<URL> urls = bundle.findEntries(folder, "*", true);
        if (urls == null) {
            return files;
        }
        for (URL url : Collections.list(urls)) {
            String path = url.getPath();
            if (path.endsWith("/")) {
                continue;
            }
            try (InputStream in = url.openStream()) {
                files.put(path.substring(path.indexOf(folder) + folder.length() + 1), in.readAllBytes());
            }
        }
        return files;
    }
}
