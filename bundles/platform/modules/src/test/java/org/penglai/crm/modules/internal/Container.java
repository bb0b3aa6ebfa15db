package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarFile;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.penglai.crm.persistence.spi.Gates;

/** A container in so far as modules notice: features that are known or installed, their bundles, and gates. */
final class Container {
    /** Maven repository of the archive. */
    final Path system;
    /** Features that cannot be installed. */
    final Set<String> faulty = new LinkedHashSet<>();
    /** Features that are kept as installed although their bundles do not start. */
    final Set<String> notStarting = new LinkedHashSet<>();
    /** What was done, in order. */
    final List<String> log = new CopyOnWriteArrayList<>();

    final Set<String> installed = new LinkedHashSet<>();
    private final Map<URI, List<Feature>> repositories = new LinkedHashMap<>();

    Container(Path folder) throws IOException {
        system = Files.createDirectories(folder.resolve("system"));
        MavenUrls.serve(system);
        MavenUrls.serve(folder.resolve("modules/repository"));
    }

    /** Puts a feature with one bundle on board of the archive. */
    void ship(String name, String version, String capabilities) throws IOException {
        provide(system, name, version, capabilities);
        register(URI.create(Kar.address(name, version) + "/xml/features"));
    }

    /** Writes features file and bundle into a Maven repository. */
    static Path provide(Path repository, String name, String version, String capabilities) throws IOException {
        Path jar = repository.resolve(MavenPath.of(Kar.address(name, version)).orElseThrow());
        Files.createDirectories(jar.getParent());
        Files.write(jar, Kar.jar(capabilities, version));
        Path file = repository.resolve(
                MavenPath.of(Kar.address(name, version) + "/xml/features").orElseThrow());
        return Files.write(file, Kar.features(name, version, Kar.address(name, version)));
    }

    void register(URI repository) {
        try (var in = repository.toURL().openStream()) {
            String xml = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            List<Feature> found = new ArrayList<>();
            var feature = java.util.regex.Pattern.compile(
                            "<feature name='([^']*)' version='([^']*)'>(.*?)</feature>", 32)
                    .matcher(xml);
            while (feature.find()) {
                List<String> bundles = java.util.regex.Pattern.compile("<bundle>(.*?)</bundle>", 32)
                        .matcher(feature.group(3))
                        .results()
                        .map(hit -> hit.group(1).strip())
                        .toList();
                found.add(feature(feature.group(1), feature.group(2), bundles));
            }
            repositories.put(repository, found);
        } catch (IOException e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    /** Forgets the features files whose address starts otherwise. */
    void forgetAllBut(String prefix) {
        repositories.keySet().removeIf(uri -> !uri.toString().startsWith(prefix));
    }

    static Feature feature(String name, String version, List<String> bundles) {
        List<BundleInfo> infos = bundles.stream()
                .map(address -> Fakes.of(BundleInfo.class, Map.of("getLocation", arguments -> address)))
                .toList();
        return Fakes.of(
                Feature.class,
                Map.of(
                        "getName", arguments -> name,
                        "getVersion", arguments -> version,
                        "getId", arguments -> name + '/' + version,
                        "getInstall", arguments -> "auto",
                        "getDependencies", arguments -> List.of(),
                        "getBundles", arguments -> infos));
    }

    FeaturesService features() {
        return Fakes.of(
                FeaturesService.class,
                Map.of(
                        "getRepository", arguments -> repository((URI) arguments[0]),
                        "addRepository",
                                arguments -> {
                                    register((URI) arguments[0]);
                                    return null;
                                },
                        "refreshRepository",
                                arguments -> {
                                    register((URI) arguments[0]);
                                    return null;
                                },
                        "listRepositories",
                                arguments -> repositories.keySet().stream()
                                        .map(this::repository)
                                        .toArray(Repository[]::new),
                        "listFeatures", arguments -> known().toArray(Feature[]::new),
                        "listInstalledFeatures",
                                arguments -> known().stream()
                                        .filter(feature -> installed.contains(feature.getId()))
                                        .toArray(Feature[]::new),
                        "isInstalled", arguments -> installed.contains(((Feature) arguments[0]).getId()),
                        "installFeatures", arguments -> install((Set<?>) arguments[0]),
                        "uninstallFeatures", arguments -> uninstall((Set<?>) arguments[0])));
    }

    private Repository repository(URI uri) {
        return !repositories.containsKey(uri)
                ? null
                : Fakes.of(
                        Repository.class,
                        Map.of(
                                "getURI", arguments -> uri,
                                "getFeatures",
                                        arguments -> repositories.get(uri).toArray(Feature[]::new)));
    }

    private List<Feature> known() {
        return repositories.values().stream().flatMap(List::stream).toList();
    }

    private Object install(Set<?> ids) {
        log.add("install " + String.join(" ", ids.stream().map(String::valueOf).toList()));
        for (Object id : ids) {
            if (faulty.contains(id)) {
                throw new IllegalStateException("Unable to resolve " + id);
            }
        }
        for (Object id : ids) {
            String name = id.toString().split("/")[0];
            installed.removeIf(other -> other.startsWith(name + '/'));
            installed.add(id.toString());
            if (notStarting.contains(id)) {
                throw new IllegalStateException("Error restarting bundles of " + id);
            }
        }
        return null;
    }

    private Object uninstall(Set<?> ids) {
        log.add("uninstall "
                + String.join(" ", ids.stream().map(String::valueOf).toList()));
        if (!installed.containsAll(ids)) {
            throw new IllegalArgumentException("Feature named '" + ids + "' is not installed");
        }
        installed.removeAll(ids);
        return null;
    }

    BundleContext context() {
        return Fakes.of(BundleContext.class, Map.of("getBundle", arguments -> bundle((String) arguments[0])));
    }

    /** Bundles are there when a feature with them is installed. */
    private Bundle bundle(String address) {
        boolean present = known().stream()
                .filter(feature -> installed.contains(feature.getId()))
                .anyMatch(feature -> feature.getBundles().stream()
                        .anyMatch(info -> info.getLocation().equals(address)));
        if (!present) {
            return null;
        }
        String capabilities = capabilities(address);
        Dictionary<String, String> headers = new Hashtable<>();
        if (capabilities != null) {
            headers.put("Provide-Capability", capabilities);
        }
        return Fakes.of(
                Bundle.class,
                Map.of(
                        "getHeaders", arguments -> headers,
                        "getState", arguments -> Bundle.ACTIVE,
                        "adapt",
                                arguments -> Fakes.of(
                                        BundleRevision.class,
                                        Map.of(
                                                "getDeclaredCapabilities",
                                                asked -> declared(capabilities, (String) asked[0])))));
    }

    private static List<BundleCapability> declared(String capabilities, String namespace) {
        if (capabilities == null || !capabilities.startsWith(namespace)) {
            return List.of();
        }
        String value = capabilities.substring(capabilities.lastIndexOf('=') + 1);
        return List.of(Fakes.of(
                BundleCapability.class, Map.of("getAttributes", arguments -> Map.of(namespace, (Object) value))));
    }

    private static String capabilities(String address) {
        try {
            Path copy = Files.createTempFile("bundle", ".jar");
            try (var in = URI.create(address).toURL().openStream()) {
                Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            try (JarFile jar = new JarFile(copy.toFile())) {
                return jar.getManifest().getMainAttributes().getValue("Provide-Capability");
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gates that write down when they close and open. */
    Gates gates() {
        return Fakes.of(Gates.class, Map.of("hold", arguments -> {
            log.add("close " + arguments[0]);
            return new Gates.Hold() {
                @Override
                public boolean drained() {
                    return true;
                }

                @Override
                public void close() {
                    log.add("open " + arguments[0]);
                }
            };
        }));
    }
}
