package org.penglai.crm.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The console's own files, and the content security policy that fits them. */
@Component(service = ConsoleFrame.class)
public final class ConsoleFrame {
    private static final String FOLDER = "console";
    private static final String INDEX = "/index.html";
    private static final String POLICY = "csp.json";

    private final Map<String, Asset> assets = new TreeMap<>();
    private final String version;
    private final String policy;

    @Activate
    public ConsoleFrame(BundleContext context) throws IOException {
        Bundle bundle = context.getBundle();
        Map<String, byte[]> files = BundleFiles.read(bundle, FOLDER);
        files.forEach((path, body) -> {
            if (!path.equals(POLICY) && !path.endsWith(".gz")) {
                assets.put('/' + path, Asset.of(path, body));
            }
        });
        version = bundle.getVersion() + "-" + Asset.Digests.shortHash(files);
        policy = policy(files.get(POLICY));
    }

    /** Version and content hash, which an open page compares with its own. */
    String version() {
        return version;
    }

    /** Value of the header Content-Security-Policy. */
    String policy() {
        return policy;
    }

    Asset find(String path) {
        return assets.get(path);
    }

    /** The page itself; null in a build without the console. */
    Asset index() {
        return assets.get(INDEX);
    }

    private static String policy(byte[] source) throws IOException {
        StringBuilder scripts = new StringBuilder("'self'");
        StringBuilder styles = new StringBuilder("'self'");
        if (source != null) {
            JsonNode hashes = new ObjectMapper().readTree(source);
            hashes.path("scriptHashes")
                    .forEach(hash -> scripts.append(" '").append(hash.asText()).append('\''));
            hashes.path("styleSources").forEach(extra -> styles.append(' ').append(extra.asText()));
        }
        return "default-src 'self'; script-src " + scripts + "; style-src " + styles
                + "; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'";
    }
}
