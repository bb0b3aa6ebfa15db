package org.penglai.crm.rules;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * One of our own bundles as the build left it.
 *
 * @param folder path below bundles/, e.g. {@code platform/records}
 * @param classes its compiled classes
 * @param headers main section of its manifest
 */
record BuiltBundle(String folder, Path classes, Attributes headers) {
    private static final Path ROOT =
            Path.of(System.getProperty("crm.root"), "bundles").normalize();

    /** All bundles below bundles/; what is meant for builds alone is none. */
    static List<BuiltBundle> all() {
        try (Stream<Path> files = Files.walk(ROOT, 5)) {
            return files.filter(file -> file.toString().matches(".*/target/penglai-[^/]*\\.jar"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file -> !file.toString().endsWith("-tests.jar"))
                    .map(BuiltBundle::read)
                    .filter(jar -> jar.header("Bundle-SymbolicName") != null)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BuiltBundle read(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Path target = jar.getParent();
            String folder = ROOT.relativize(target.getParent()).toString();
            return new BuiltBundle(folder, target.resolve("classes"), manifest.getMainAttributes());
        } catch (IOException e) {
            throw new UncheckedIOException(jar.toString(), e);
        }
    }

    String header(String name) {
        return headers.getValue(name);
    }

    Parameters clauses(String name) {
        return OSGiHeader.parseHeader(header(name));
    }

    Attrs export(String packageName) {
        return clauses("Export-Package").get(packageName);
    }

    /** Re-bundled third-party library. */
    boolean isThirdParty() {
        return folder.startsWith("tp/");
    }

    boolean isPlatform() {
        return folder.startsWith("platform/");
    }

    /** Neither library, API nor platform: a capability, ours or the sample's. */
    boolean isCapability() {
        return !isThirdParty() && !isPlatform() && !folder.equals("api");
    }

    @Override
    public String toString() {
        return folder;
    }
}
