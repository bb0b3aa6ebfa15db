package org.penglai.crm.persistence.internal.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A schema that a bundle brings.
 *
 * @param name name of schema and unit
 * @param bundle symbolic name and version
 * @param scripts sorted by name
 */
public record Schema(String name, String bundle, List<Script> scripts) {
    public Schema {
        scripts = scripts.stream().sorted(Comparator.comparing(Script::name)).toList();
    }

    /** Changes with every name and every character of the scripts. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Script script : scripts) {
                digest.update(script.name().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(script.text().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
