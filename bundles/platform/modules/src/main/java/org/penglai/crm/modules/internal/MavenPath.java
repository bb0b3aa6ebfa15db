package org.penglai.crm.modules.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the bundle with an address such as {@code mvn:group/artifact/version} lies in a Maven repository. */
final class MavenPath {
    private static final String SCHEME = "mvn:";
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    private static final int VERSION = 2;
    private static final int TYPE = 3;
    private static final int CLASSIFIER = 4;

    private MavenPath() {}

    /** The path relative to the repository; empty for any other address, and for one without a version. */
    static Optional<Path> of(String address) {
        if (!address.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String coordinates = address.substring(Math.max(SCHEME.length(), address.lastIndexOf('!') + 1));
        String[] parts = coordinates.split("/", -1);
        if (parts.length <= VERSION || parts.length > CLASSIFIER + 1) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (!PART.matcher(part).matches() || part.contains("..")) {
                return Optional.empty();
            }
        }
        String type = parts.length > TYPE ? parts[TYPE] : "jar";
        String classifier = parts.length > CLASSIFIER ? '-' + parts[CLASSIFIER] : "";
        return Optional.of(Path.of(parts[0].replace('.', '/'), parts[1], parts[VERSION])
                .resolve(parts[1] + '-' + parts[VERSION] + classifier + '.' + type));
    }
}
