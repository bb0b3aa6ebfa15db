package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModuleCost;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.security.Caller;

/** One module, whose new version never runs well. Writes down what was asked. */
final class FakeModules implements Modules {
    /** What was asked, and what came with it. */
    final List<String> log = new ArrayList<>();
    /** Archives that are here, by name. */
    final Map<String, Path> archives = new HashMap<>();

    private final AtomicBoolean ready;

    FakeModules(AtomicBoolean ready) {
        this.ready = ready;
    }

    @Override
    public List<ModuleStatus> list() {
        return List.of(new ModuleStatus(
                "crm-customers",
                "1.0.0",
                ModuleStatus.State.RUNNING,
                ModuleStatus.Health.GREEN,
                null,
                List.of("customers"),
                List.of("customers")));
    }

    @Override
    public Optional<ModuleStatus> find(String id) {
        return list().stream().filter(module -> module.id().equals(id)).findFirst();
    }

    @Override
    public boolean isReady() {
        return ready.get();
    }

    @Override
    public List<String> stage(URI kar) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModulePlan stage(Caller caller, String name, Path kar) {
        log.add("stage " + name + ": " + text(kar));
        return plan(List.of());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> versions(String id) {
        return List.of("1.0.1", "1.0.0");
    }

    @Override
    public List<ModuleVersion> removed() {
        return List.of(new ModuleVersion("acme-loyalty", "1.0.1"));
    }

    @Override
    public Optional<String> former(String id) {
        return Optional.of("0.9.0");
    }

    @Override
    public List<ModuleCost> costs(String id) {
        return List.of(new ModuleCost(
                "hook", Localized.of("业务规则", "rule"), 12, 1, 0, 0, Duration.ofMillis(1500), Duration.ofMillis(250)));
    }

    @Override
    public ModulePlan plan(List<ModuleVersion> wanted) {
        return new ModulePlan(List.of(new ModulePlan.Step("crm-customers", "1.0.0", "1.0.1")), null);
    }

    @Override
    public List<ModuleStatus> change(Caller caller, List<ModuleVersion> wanted) {
        throw new Conflict("rolledBack", Localized.of("已恢复原状", "what ran before runs again"));
    }

    @Override
    public ModuleStatus rollback(Caller caller, String id) {
        return done("rollback", id);
    }

    @Override
    public ModuleStatus stop(Caller caller, String id) {
        return done("stop", id);
    }

    @Override
    public ModuleStatus start(Caller caller, String id) {
        return done("start", id);
    }

    private ModuleStatus done(String action, String id) {
        log.add(action + ' ' + id);
        return list().get(0);
    }

    @Override
    public void uninstall(Caller caller, String id) {
        done("uninstall", id);
    }

    @Override
    public Path export(Caller caller, String id) {
        done("export", id);
        return Path.of("exports", id + "-1.0.0.zip");
    }

    @Override
    public String importData(Caller caller, Path archive) {
        log.add("import " + text(archive));
        return "acme-loyalty";
    }

    @Override
    public Optional<Path> archive(String name) {
        return Optional.ofNullable(archives.get(name));
    }

    @Override
    public void purge(Caller caller, String id) {
        throw new Conflict("referenced", Localized.of("有引用", "The field Account refers to it"));
    }

    @Override
    public List<ModuleChange> history(int limit) {
        return List.of(new ModuleChange(
                Instant.EPOCH,
                0,
                "crm-customers 1.0.0 → 1.0.1",
                ModuleChange.Operation.CHANGED,
                ModuleChange.Outcome.ROLLED_BACK,
                Localized.of("已恢复原状", "what ran before runs again"),
                12,
                7L));
    }
}
