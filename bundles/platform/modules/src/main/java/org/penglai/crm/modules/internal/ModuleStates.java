package org.penglai.crm.modules.internal;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.persistence.spi.Units;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Judges how a module is from its bundles, schemas and types. */
final class ModuleStates {
    private final Types types;
    private final Units units;
    private final BundleContext context;

    ModuleStates(Types types, Units units, BundleContext context) {
        this.types = types;
        this.units = units;
        this.context = context;
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
        Optional<String> problem = installed.flatMap(feature -> problem(module, feature));
        ModuleStatus.State state = state(installed, restoring, problem.isPresent(), provided);
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
        return provided.stream().allMatch(types::isWritable) ? ModuleStatus.State.RUNNING : ModuleStatus.State.STARTING;
    }

    private static ModuleStatus.Health health(ModuleStatus.State state) {
        return switch (state) {
            case RUNNING -> ModuleStatus.Health.GREEN;
            case STARTING, STOPPED -> ModuleStatus.Health.YELLOW;
            case FAILED -> ModuleStatus.Health.RED;
        };
    }

    private Optional<String> problem(DesiredModule module, Feature feature) {
        List<String> ofTypes = types.problems(module.name());
        if (!ofTypes.isEmpty()) {
            return Optional.of(String.join("; ", ofTypes));
        }
        return ModuleFeature.units(context, feature).stream()
                .map(units::find)
                .flatMap(Optional::stream)
                .map(Units.UnitStatus::problem)
                .filter(problem -> problem != null)
                .findFirst();
    }

    private static Localized message(ModuleStatus.State state, Optional<String> problem) {
        return switch (state) {
            case RUNNING -> null;
            case STARTING -> Localized.of("正在启动", "Starting");
            case STOPPED -> Localized.of("已停止", "Stopped");
            case FAILED ->
                problem.map(text -> Localized.of("出错：" + text, "Failed: " + text))
                        .orElse(Localized.of("未能安装，原因见日志", "Could not be installed; the log says why"));
        };
    }
}
