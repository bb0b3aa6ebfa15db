package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.karaf.features.Feature;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Module archives that come into the store or leave it, and the features that the container knows by them. */
final class ModuleKars {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleKars.class);

    private final FeatureModules features;
    private final KarStore store;
    private final ModuleRecord record;

    ModuleKars(FeatureModules features, KarStore store, ModuleRecord record) {
        this.features = features;
        this.store = store;
        this.record = record;
    }

    /**
     * What an archive brought.
     *
     * @param replaced whether it brought other content for what was here already
     */
    record Staged(List<Feature> features, boolean replaced) {}

    /** Takes a KAR from the store's point of view. */
    private interface Taking {
        KarStore.Taken take(URI kar) throws IOException;
    }

    /** Makes the modules kept in the store known; one that cannot be read does not stop the others. */
    void learn() {
        try {
            for (URI file : store.features()) {
                learn(file);
            }
        } catch (IOException e) {
            LOG.error("Modules kept in the data folder cannot be read: {}", e.getMessage());
        }
    }

    void learn(URI file) {
        try {
            features.addRepository(file);
        } catch (CrmException e) {
            LOG.error("Features file {} cannot be read: {}", file, Reason.of(e));
        }
    }

    /**
     * Takes a KAR of the operator's into the store and makes its features known. What runs is not changed behind its back:
     * the container would go on with the old content of that version and nobody would know.
     */
    Staged stage(URI kar) {
        return stage(Caller.system(), name(kar), kar, file -> store.take(file, this::runs));
    }

    private boolean runs(URI file) {
        try {
            return features.in(file).stream().anyMatch(features::isInstalled);
        } catch (CrmException unreadable) {
            // What cannot be read does not run, and may be put right.
            return false;
        }
    }

    /** The same with one that may bring other content for a version that runs; it has to be taken off before it runs. */
    Staged stageOver(URI kar) {
        return stage(Caller.system(), name(kar), kar, store::take);
    }

    private static String name(URI kar) {
        String address = kar.toString();
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** The same with one that somebody has sent, and that must not change what is here. */
    Staged stageNew(Caller caller, String name, URI kar) {
        return stage(caller, name, kar, store::takeNew);
    }

    private Staged stage(Caller caller, String name, URI kar, Taking taking) {
        KarStore.Taken taken;
        try {
            taken = taking.take(kar);
        } catch (Invalid e) {
            record.refused(name, caller, e);
            throw e;
        } catch (IOException e) {
            throw new Unavailable(
                    "karUnreadable",
                    Localized.of("无法读取模块包：" + e.getMessage(), "The module archive cannot be read: " + e.getMessage()),
                    Duration.ofSeconds(30),
                    e);
        }
        List<Feature> known = new ArrayList<>();
        for (URI file : taken.files()) {
            features.addRepository(file);
            known.addAll(features.in(file));
        }
        for (Feature feature : known) {
            record.note(feature.getName(), feature.getVersion(), ModuleChange.Operation.STAGED, caller);
        }
        return new Staged(known, taken.replaced());
    }

    /** Deletes what is kept of a module that does not run; what others need, too, stays. */
    void drop(String module, Set<String> others) {
        try {
            store.drop(module, others).forEach(features::removeRepository);
        } catch (IOException e) {
            throw new Unavailable(
                    "karStore",
                    Localized.of(
                            "无法删除模块包：" + e.getMessage(), "The module's files cannot be deleted: " + e.getMessage()),
                    Duration.ofSeconds(30),
                    e);
        }
    }
}
