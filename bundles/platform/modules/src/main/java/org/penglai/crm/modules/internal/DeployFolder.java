package org.penglai.crm.modules.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the modules whose KAR lies in a deploy folder: a new or changed file installs or moves them, a file that goes
 * removes them. Whatever fails is told in the log once and leaves the running version; the next change of the file is
 * the next try. File Install calls it on one thread per folder.
 */
@Component(service = ArtifactInstaller.class, immediate = true, configurationPid = "org.penglai.crm.modules")
public final class DeployFolder implements ArtifactInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolder.class);
    private static final String KAR = ".kar";

    /** Whoever exchanges a KAR removes the old file first: its successor takes some polls to be seen. */
    static final long GRACE_MILLIS = 5_000;

    private final Deployments modules;
    private final ScheduledExecutorService timer;
    private final DeployedKars deployed;
    private final Map<Path, String> complaints = new HashMap<>();

    @Activate
    public DeployFolder(ModulesConfiguration configuration, @Reference Deployments modules) throws IOException {
        this(
                modules,
                new DeployedKars(Path.of(System.getProperty("crm.data", "data"))
                        .resolve(configuration.directory())
                        .resolve("deployed.properties")),
                Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "crm-deploy");
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    DeployFolder(Deployments modules, DeployedKars deployed, ScheduledExecutorService timer) {
        this.modules = modules;
        this.deployed = deployed;
        this.timer = timer;
        // What was removed while nobody watched.
        deployed.paths().forEach(this::removeSoon);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }

    /** A KAR that is known stays ours while it is written anew: File Install would take a refusal for a removal. */
    @Override
    public synchronized boolean canHandle(File file) {
        Path path = path(file);
        if (!file.getName().endsWith(KAR)) {
            return file.getName().endsWith(".jar") && isModuleBundle(file);
        }
        if (!file.exists() || deployed.find(path).isPresent()) {
            return true;
        }
        if (!modules.isOpen()) {
            return false;
        }
        if (!KarFile.isComplete(path)) {
            complain(path, "is no complete module archive (KAR); it is left alone until it changes");
            return false;
        }
        return true;
    }

    /** The file is new, or the server has just started. */
    @Override
    public synchronized void install(File file) throws IOException {
        Path path = path(file);
        Optional<DeployedKars.Deployed> before = deployed.find(path);
        if (before.isPresent() && before.get().hash().equals(DeployedKars.hash(path)) && !lacks(before.get())) {
            LOG.debug("{} was deployed in an earlier run", path);
        } else {
            update(file);
        }
    }

    /** The store may have been lost, and the file brings it back. */
    private boolean lacks(DeployedKars.Deployed before) {
        return before.modules().stream().map(id -> id.split("/", 2)).anyMatch(id -> modules.lacks(id[0], id[1]));
    }

    @Override
    public synchronized void update(File file) throws IOException {
        Path path = path(file);
        if (!file.getName().endsWith(KAR)) {
            LOG.error(
                    "{} is the bundle of a module and is not deployed: deploy the KAR that the module's build makes",
                    path);
        } else if (!modules.isOpen()) {
            timer.schedule(() -> updateLater(file), GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } else if (!KarFile.isComplete(path)) {
            complain(path, "is no complete module archive (KAR) any more; what runs goes on running");
        } else {
            deploy(path);
        }
    }

    private synchronized void updateLater(File file) {
        try {
            if (file.exists()) {
                update(file);
            }
        } catch (IOException e) {
            LOG.error("{} cannot be deployed: {}", file, e.getMessage());
        }
    }

    private void deploy(Path path) throws IOException {
        complaints.remove(path);
        String hash = DeployedKars.hash(path);
        try {
            List<String> ids = modules.deploy(path.toUri());
            deployed.put(path, new DeployedKars.Deployed(hash, ids));
            LOG.info("{} is deployed: {}", path, String.join(", ", ids));
        } catch (CrmException e) {
            LOG.error("{} cannot be deployed; what runs goes on running. {}", path, Reason.of(e));
        }
    }

    @Override
    public synchronized void uninstall(File file) {
        complaints.remove(path(file));
        removeSoon(path(file));
    }

    private void removeSoon(Path path) {
        timer.schedule(() -> remove(path), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Not when the whole folder is gone: then it is the archive or a disk that moved. */
    private synchronized void remove(Path path) {
        Optional<DeployedKars.Deployed> gone = deployed.find(path);
        if (gone.isEmpty() || Files.exists(path) || !Files.isDirectory(path.getParent())) {
            return;
        }
        if (!modules.isOpen()) {
            removeSoon(path);
            return;
        }
        try {
            for (String id : gone.get().modules()) {
                String[] parts = id.split("/", 2);
                if (modules.withdraw(parts[0], parts[1])) {
                    LOG.info("{} is gone, and so is {}", path, id);
                } else {
                    LOG.info("{} is gone; {} does not run, so nothing is removed", path, id);
                }
            }
            deployed.remove(path);
        } catch (CrmException e) {
            LOG.error("{} is gone, but not its modules: {}", path, Reason.of(e));
        } catch (IOException e) {
            LOG.error("What is deployed cannot be written down: {}", e.getMessage());
        }
    }

    /** Once for every state of the file, since File Install asks every second. */
    private void complain(Path path, String complaint) {
        File file = path.toFile();
        String state = file.length() + "/" + file.lastModified();
        if (!state.equals(complaints.put(path, state))) {
            LOG.warn("{} {}", path, complaint);
        }
    }

    private static boolean isModuleBundle(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            return manifest != null
                    && ModuleFeature.isSign(manifest.getMainAttributes().getValue(Constants.PROVIDE_CAPABILITY));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path path(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }
}
