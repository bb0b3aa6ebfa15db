package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.jar.JarFile;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.DeploymentEvent;
import org.apache.karaf.features.DeploymentListener;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeatureState;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.feeds.spi.HandlerStates;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.persistence.spi.Migrations;
import org.penglai.crm.persistence.spi.Units;
import org.penglai.crm.records.spi.Types;

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

    /** Bundles of the platform. */
    final List<Bundle> foreign = new ArrayList<>();

    final Set<String> installed = new LinkedHashSet<>();
    /** Installed features whose bundles were not started. */
    final Set<String> stopped = new LinkedHashSet<>();

    final Set<String> idle = new LinkedHashSet<>();
    /** What their components say when they are looked at; nothing if they are well. */
    String complaint;
    /** How far the one event handler is that the started bundles bring; null if they bring none. */
    HandlerStates.State handler;
    /** Whether its service has been heard of. */
    boolean handlerKnown = true;

    private final List<DeploymentListener> listeners = new CopyOnWriteArrayList<>();
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
                .map(address -> Fakes.of(
                        BundleInfo.class, Map.of("getLocation", arguments -> address, "isStart", arguments -> true)))
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
                answers(
                        "getRepository", (Function<Object[], Object>) arguments -> repository((URI) arguments[0]),
                        "addRepository",
                                (Function<Object[], Object>) arguments -> {
                                    register((URI) arguments[0]);
                                    return null;
                                },
                        "refreshRepository",
                                (Function<Object[], Object>) arguments -> {
                                    register((URI) arguments[0]);
                                    return null;
                                },
                        "removeRepository",
                                (Function<Object[], Object>) arguments -> {
                                    repositories.remove((URI) arguments[0]);
                                    return null;
                                },
                        "listRepositories",
                                (Function<Object[], Object>) arguments -> repositories.keySet().stream()
                                        .map(this::repository)
                                        .toArray(Repository[]::new),
                        "listFeatures", (Function<Object[], Object>) arguments -> known().toArray(Feature[]::new),
                        "listInstalledFeatures",
                                (Function<Object[], Object>) arguments -> known().stream()
                                        .filter(feature -> installed.contains(feature.getId()))
                                        .toArray(Feature[]::new),
                        "isInstalled",
                                (Function<Object[], Object>)
                                        arguments -> installed.contains(((Feature) arguments[0]).getId()),
                        "installFeatures",
                                (Function<Object[], Object>)
                                        arguments -> install((Set<?>) arguments[0], (Set<?>) arguments[1]),
                        "registerListener",
                                (Function<Object[], Object>) arguments -> {
                                    if (arguments[0] instanceof DeploymentListener listener) {
                                        listeners.add(listener);
                                    }
                                    return null;
                                },
                        "unregisterListener",
                                (Function<Object[], Object>) arguments -> {
                                    listeners.remove(arguments[0]);
                                    return null;
                                },
                        "getState",
                                (Function<Object[], Object>) arguments ->
                                        idle.contains(arguments[0]) ? FeatureState.Installed : FeatureState.Started,
                        "updateFeaturesState",
                                (Function<Object[], Object>) arguments -> {
                                    Map<?, ?> states = (Map<?, ?>) ((Map<?, ?>) arguments[0]).get("root");
                                    states.keySet().forEach(idle::remove);
                                    states.forEach((id, state) -> log.add("tell " + id + ' ' + state));
                                    return null;
                                },
                        "uninstallFeatures",
                                (Function<Object[], Object>) arguments -> uninstall((Set<?>) arguments[0])));
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

    private void tellStart(DeploymentListener listener) {
        try {
            listener.deploymentEvent(DeploymentEvent.DEPLOYMENT_STARTED);
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw new IllegalStateException(e);
        }
    }

    private Object install(Set<?> ids, Set<?> options) {
        for (Object id : ids) {
            if (faulty.contains(id)) {
                throw new IllegalStateException("Unable to resolve root: missing requirement [root] osgi.identity;"
                        + " osgi.identity=" + id + " [caused by: Unable to resolve " + id + ": missing requirement ["
                        + id + "] osgi.wiring.package; filter:=\"(&(osgi.wiring.package=com.acme.gone)"
                        + "(version>=1.2.0)(!(version>=2.0.0)))\"]");
            }
        }
        if (options.contains(FeaturesService.Option.Simulate)) {
            return null;
        }
        log.add("resolve");
        listeners.forEach(this::tellStart);
        log.add("install " + String.join(" ", ids.stream().map(String::valueOf).toList()));
        for (Object id : ids) {
            String name = id.toString().split("/")[0];
            installed.removeIf(other -> other.startsWith(name + '/'));
            idle.removeIf(other -> other.startsWith(name + '/'));
            installed.add(id.toString());
            idle.add(id.toString());
        }
        return null;
    }

    private static Map<String, Function<Object[], Object>> answers(Object... pairs) {
        Map<String, Function<Object[], Object>> answers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            @SuppressWarnings("unchecked")
            Function<Object[], Object> answer = (Function<Object[], Object>) pairs[i + 1];
            answers.put((String) pairs[i], answer);
        }
        return answers;
    }

    /** Migrations that write down which schema they bring up to date. */
    Migrations migrations() {
        return Fakes.of(Migrations.class, Map.of("advance", arguments -> {
            log.add("migrate " + arguments[0]);
            return null;
        }));
    }

    /** Components of the started bundles, all of them well unless there is a complaint. */
    ServiceComponentRuntime components() {
        ComponentConfigurationDTO failed = component("com.acme.Points", ComponentConfigurationDTO.FAILED_ACTIVATION);
        ComponentConfigurationDTO handling = component("com.acme.Totals", ComponentConfigurationDTO.SATISFIED);
        handling.description.serviceInterfaces = new String[] {EventHandler.class.getName()};
        return Fakes.of(
                ServiceComponentRuntime.class,
                Map.of(
                        "getComponentDescriptionDTOs", arguments -> List.of(failed.description, handling.description),
                        "getComponentConfigurationDTOs",
                                arguments -> {
                                    if (arguments[0] == handling.description) {
                                        return handler == null ? List.of() : List.of(handling);
                                    }
                                    failed.failure = complaint;
                                    return complaint == null ? List.of() : List.of(failed);
                                }));
    }

    private static ComponentConfigurationDTO component(String name, int state) {
        ComponentConfigurationDTO component = new ComponentConfigurationDTO();
        component.description = new ComponentDescriptionDTO();
        component.description.name = name;
        component.description.serviceInterfaces = new String[0];
        component.state = state;
        return component;
    }

    /** What is known of the event handler. */
    HandlerStates handlers() {
        return bundles -> handler == null || !handlerKnown
                ? List.of()
                : List.of(new HandlerStates.Handler("acme.totals", handler));
    }

    private Object uninstall(Set<?> ids) {
        log.add("uninstall "
                + String.join(" ", ids.stream().map(String::valueOf).toList()));
        if (!installed.containsAll(ids)) {
            throw new IllegalArgumentException("Feature named '" + ids + "' is not installed");
        }
        installed.removeAll(ids);
        idle.removeAll(ids);
        return null;
    }

    BundleContext context() {
        return Fakes.of(
                BundleContext.class,
                Map.of(
                        "getBundle", arguments -> bundle((String) arguments[0]),
                        "getBundles", arguments -> foreign.toArray(Bundle[]::new)));
    }

    /** Bundles are there when a feature with them is installed. */
    private Bundle bundle(String address) {
        Optional<Feature> owner = known().stream()
                .filter(feature -> installed.contains(feature.getId()))
                .filter(feature -> feature.getBundles().stream()
                        .anyMatch(info -> info.getLocation().equals(address)))
                .findFirst();
        if (owner.isEmpty()) {
            return null;
        }
        String id = owner.get().getId();
        String capabilities = capabilities(address);
        Dictionary<String, String> headers = new Hashtable<>();
        if (capabilities != null) {
            headers.put("Provide-Capability", capabilities);
        }
        return Fakes.of(
                Bundle.class,
                Map.of(
                        "getHeaders", arguments -> headers,
                        "getState",
                                arguments ->
                                        idle.contains(id) || stopped.contains(id) ? Bundle.RESOLVED : Bundle.ACTIVE,
                        "getLocation", arguments -> address,
                        "getBundleId", arguments -> 1L,
                        "getSymbolicName", arguments -> "com.acme",
                        "start",
                                arguments -> {
                                    log.add("start " + id);
                                    if (notStarting.contains(id)) {
                                        throw new IllegalStateException("no such class");
                                    }
                                    idle.remove(id);
                                    stopped.remove(id);
                                    return null;
                                },
                        "stop",
                                arguments -> {
                                    log.add("stop " + id);
                                    stopped.add(id);
                                    return null;
                                },
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

    ModuleHealth health(Types types) {
        Units units = Fakes.of(Units.class, Map.of("find", arguments -> Optional.empty()));
        return new ModuleHealth(
                types,
                units,
                context(),
                components(),
                new HealthChecks(Bulkheads.alone(Duration.ofSeconds(30))),
                handlers());
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
