package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.ModuleCost;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Cost;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Says how a module is. */
final class ModuleStates {
    private final Types types;
    private final BundleContext context;
    private final ModuleHealth health;
    private final Bulkheads bulkheads;

    ModuleStates(Types types, BundleContext context, ModuleHealth health, Bulkheads bulkheads) {
        this.types = types;
        this.context = context;
        this.health = health;
        this.bulkheads = bulkheads;
    }

    /** What the code of its bundles has cost, by kind. */
    List<ModuleCost> costs(Feature installed) {
        Set<String> names = ModuleFeature.bundles(context, installed).stream()
                .map(Bundle::getSymbolicName)
                .collect(Collectors.toSet());
        Map<Part.Kind, List<Cost>> kinds = bulkheads.costs().stream()
                .filter(cost -> names.contains(cost.bundle()))
                .collect(Collectors.groupingBy(Cost::kind, TreeMap::new, Collectors.toList()));
        return kinds.entrySet().stream()
                .map(kind -> sum(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static ModuleCost sum(Part.Kind kind, List<Cost> costs) {
        return new ModuleCost(
                kind.code(),
                Localized.of(kind.zh(), kind.en()),
                costs.stream().mapToLong(Cost::calls).sum(),
                costs.stream().mapToLong(Cost::failures).sum(),
                costs.stream().mapToLong(Cost::timeouts).sum(),
                costs.stream().mapToLong(Cost::refused).sum(),
                costs.stream().map(Cost::elapsed).reduce(Duration.ZERO, Duration::plus),
                costs.stream().map(Cost::processor).reduce(Duration.ZERO, Duration::plus));
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
