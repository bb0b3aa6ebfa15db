package org.penglai.crm.modules.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Says how a module is. */
final class ModuleStates {
    private final Types types;
    private final BundleContext context;
    private final ModuleHealth health;

    ModuleStates(Types types, BundleContext context, ModuleHealth health) {
        this.types = types;
        this.context = context;
        this.health = health;
    }

    ModuleStatus of(DesiredModule module, Optional<Feature> installed, boolean restoring, List<UiPlugin> plugins) {
        List<String> provided = types.list().stream()
                .filter(type -> type.module().equals(module.name()))
                .map(StoredType::name)
                .toList();
        List<String> pages = plugins.stream()
                .filter(plugin -> plugin.module().equals(module.name()))
                .map(UiPlugin::id)
                .toList();
        String version = installed.map(Feature::getVersion).orElse(module.version());
        Optional<Localized> problem = installed.flatMap(health::failure);
        ModuleStatus.State state = state(installed, restoring, problem.isPresent(), provided);
        if (state == ModuleStatus.State.RUNNING) {
            // It serves all that it can, so the instance stays ready.
            Optional<Localized> complaint = installed.flatMap(health::complaint);
            if (complaint.isPresent()) {
                return new ModuleStatus(
                        module.name(),
                        version,
                        state,
                        ModuleStatus.Health.RED,
                        message(ModuleStatus.State.FAILED, complaint),
                        provided,
                        pages);
            }
        }
        return new ModuleStatus(module.name(), version, state, health(state), message(state, problem), provided, pages);
    }

    private ModuleStatus.State state(
            Optional<Feature> installed, boolean restoring, boolean broken, List<String> provided) {
        if (installed.isEmpty()) {
            return restoring ? ModuleStatus.State.STARTING : ModuleStatus.State.FAILED;
        }
        if (broken) {
            return ModuleStatus.State.FAILED;
        }
        boolean active = ModuleFeature.bundles(context, installed.get()).stream()
                .allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
        if (!active) {
            return ModuleStatus.State.STOPPED;
        }
        return provided.stream().allMatch(types::isWritable) && health.handlesEvents(installed.get())
                ? ModuleStatus.State.RUNNING
                : ModuleStatus.State.STARTING;
    }

    private static ModuleStatus.Health health(ModuleStatus.State state) {
        return switch (state) {
            case RUNNING -> ModuleStatus.Health.GREEN;
            case STARTING, STOPPED -> ModuleStatus.Health.YELLOW;
            case FAILED -> ModuleStatus.Health.RED;
        };
    }

    private static Localized message(ModuleStatus.State state, Optional<Localized> problem) {
        return switch (state) {
            case RUNNING -> null;
            case STARTING -> Localized.of("正在启动", "Starting");
            case STOPPED -> Localized.of("已停止", "Stopped");
            case FAILED ->
                problem.map(text -> Localized.of("出错：" + text.zh(), "Failed: " + text.en()))
                        .orElse(Localized.of("未能安装，原因见日志", "Could not be installed; the log says why"));
        };
    }
}
