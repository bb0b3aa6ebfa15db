package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.features.BundleInfo;
import org.apache.karaf.features.Dependency;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a copy of what an operator installed from a features file elsewhere, so that it outlives the bundle cache. */
final class OutsideModules {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideModules.class);

    private final FeatureModules features;
    private final KarStore store;

    OutsideModules(FeatureModules features, KarStore store) {
        this.features = features;
        this.store = store;
    }

    /**
     * Copies what is not on board of the archive or in the store. What cannot be copied is told once.
     *
     * @param remembered the features file that it is remembered by already; null if none
     * @return the features file to remember the module by; null if what is kept suffices
     */
    URI keep(Feature feature, String remembered) {
        Optional<Repository> repository = features.repositoryOf(feature);
        if (repository.isEmpty()) {
            warn(feature, "its features file is not known any more");
            return null;
        }
        URI file = repository.get().getURI();
        if (file.toString().equals(remembered)) {
            return file;
        }
        try {
            List<String> missing = new ArrayList<>();
            for (String address : bundles(feature, repository.get())) {
                if (!keepBundle(address)) {
                    missing.add(address);
                }
            }
            if (!missing.isEmpty()) {
                warn(feature, missing + " cannot be kept, only addresses with mvn: can");
                return file;
            }
            if (!store.keeps(file)) {
                Path path = MavenPath.of(
                                "mvn:outside/" + feature.getName() + '/' + feature.getVersion() + "/xml/features")
                        .orElseThrow(() -> new IOException(feature.getId() + " is no name for a file"));
                copy(file, path);
                LOG.info("Module {} came from {}: a copy is kept", feature.getId(), file);
            }
            return null;
        } catch (IOException e) {
            warn(feature, e.getMessage());
            return file;
        }
    }

    /** Bundles of the feature and of those that it depends on in the same file. */
    private static Set<String> bundles(Feature feature, Repository repository) throws IOException {
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        List<Feature> open = new ArrayList<>(List.of(feature));
        while (!open.isEmpty()) {
            Feature next = open.remove(0);
            if (!seen.add(next.getId())) {
                continue;
            }
            next.getBundles().stream().map(BundleInfo::getLocation).forEach(addresses::add);
            for (Dependency dependency : next.getDependencies()) {
                for (Feature candidate : featuresOf(repository)) {
                    if (candidate.getName().equals(dependency.getName())) {
                        open.add(candidate);
                    }
                }
            }
        }
        return addresses;
    }

    private static Feature[] featuresOf(Repository repository) throws IOException {
        try {
            return repository.getFeatures();
        } catch (Exception e) { // boundary: Karaf declares nothing narrower
            throw new IOException(repository.getURI() + ": " + e.getMessage(), e);
        }
    }

    private boolean keepBundle(String address) throws IOException {
        Optional<Path> path = MavenPath.of(address);
        if (path.isEmpty()) {
            return false;
        }
        if (!store.has(path.get())) {
            copy(URI.create(address), path.get());
        }
        return true;
    }

    private void copy(URI source, Path path) throws IOException {
        try (InputStream in = source.toURL().openStream()) {
            store.put(path, in);
        }
    }

    private static void warn(Feature feature, String reason) {
        LOG.warn(
                "A start with an empty bundle cache will need what module {} came from: {}. Better deploy it as a KAR.",
                feature.getId(),
                reason);
    }
}
