package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.penglai.crm.api.Localized;
import org.penglai.crm.feeds.spi.HandlerStates;
import org.penglai.crm.persistence.spi.Units;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Whether an installed module is well: its bundles, components, schemas, types, and what it says itself. */
final class ModuleHealth {
    private static final long LOOK_MS = 5;

    private final Types types;
    private final Units units;
    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final HealthChecks checks;
    private final ModuleHandlers handlers;

    ModuleHealth(
            Types types,
            Units units,
            BundleContext context,
            ServiceComponentRuntime components,
            HealthChecks checks,
            HandlerStates handlers) {
        this.types = types;
        this.units = units;
        this.context = context;
        this.components = components;
        this.checks = checks;
        this.handlers = new ModuleHandlers(handlers, components);
    }

    /** What keeps the module from being used, and will not pass by itself. */
    Optional<Localized> failure(Feature feature) {
        List<String> ofTypes = types.problems(feature.getName());
        if (!ofTypes.isEmpty()) {
            return Optional.of(plain(String.join("; ", ofTypes)));
        }
        return ModuleFeature.units(context, feature).stream()
                .map(units::find)
                .flatMap(Optional::stream)
                .map(Units.UnitStatus::problem)
                .filter(problem -> problem != null)
                .map(ModuleHealth::plain)
                .findFirst();
    }

    /** A component that failed when it was activated, or what the module's own check says. */
    Optional<Localized> complaint(Feature feature) {
        List<Bundle> bundles = ModuleFeature.bundles(context, feature);
        return bundles.stream()
                .flatMap(bundle -> components.getComponentDescriptionDTOs(bundle).stream())
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(component -> component.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(ModuleHealth::failed)
                .findFirst()
                .or(() -> handlers.complaint(bundles))
                .or(() ->
                        checks.problem(bundles.stream().map(Bundle::getBundleId).collect(Collectors.toSet())));
    }

    /** What the module still waits for. */
    Optional<Localized> waiting(Feature feature) {
        List<Bundle> bundles = ModuleFeature.bundles(context, feature);
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.ACTIVE && !ModuleFeature.isFragment(bundle)) {
                return Optional.of(
                        Localized.of(bundle.getSymbolicName() + " 未启动", bundle.getSymbolicName() + " is not started"));
            }
        }
        List<String> missing = types.list().stream()
                .filter(type -> type.module().equals(feature.getName()))
                .map(StoredType::name)
                .filter(type -> !types.isWritable(type))
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of(Localized.of(
                    "缺少类型 " + String.join("、", missing), "its types " + String.join(", ", missing) + " do not come"));
        }
        return bundles.stream()
                .flatMap(bundle -> components.getComponentDescriptionDTOs(bundle).stream())
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(component -> component.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                .map(ModuleHealth::unsatisfied)
                .findFirst()
                .or(() -> handlers.waiting(bundles));
    }

    /** Whether all its event handlers that could begin have begun. */
    boolean handlesEvents(Feature feature) {
        return handlers.waiting(ModuleFeature.bundles(context, feature)).isEmpty();
    }

    /**
     * Waits until the modules are well.
     *
     * @throws ModuleFailure if one of them cannot be, or is not in time
     */
    void await(List<Feature> modules, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Feature module : modules) {
            Optional<Localized> waiting = look(module);
            while (waiting.isPresent()) {
                if (System.nanoTime() > deadline) {
                    throw new ModuleFailure(waiting.get());
                }
                pause();
                waiting = look(module);
            }
        }
    }

    private Optional<Localized> look(Feature module) {
        failure(module).or(() -> complaint(module)).ifPresent(problem -> {
            throw new ModuleFailure(problem);
        });
        return waiting(module);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    LOOK_MS); // components and types come by themselves and tell nobody when all are there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleFailure(Localized.of("系统正在停止", "the system is stopping"));
        }
    }

    private static Localized failed(ComponentConfigurationDTO component) {
        String name = component.description.name;
        String cause = cause(component.failure);
        return Localized.of("组件 " + name + " 启动出错：" + cause, "the component " + name + " failed: " + cause);
    }

    /** The failure is a stack as text: its innermost cause says most. */
    private static String cause(String stack) {
        if (stack == null) {
            return "?";
        }
        return stack.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, last) -> last)
                .or(() -> stack.lines().findFirst())
                .map(line -> line.replaceFirst("^Caused by: ", ""))
                .orElse("?");
    }

    private static Localized unsatisfied(ComponentConfigurationDTO component) {
        String name = component.description.name;
        String wanted = "?";
        for (UnsatisfiedReferenceDTO reference : component.unsatisfiedReferences) {
            wanted = reference.name + (reference.target == null ? "" : ' ' + reference.target);
        }
        return Localized.of("组件 " + name + " 缺少服务 " + wanted, "the component " + name + " waits for " + wanted);
    }

    private static Localized plain(String text) {
        return Localized.of(text, text);
    }
}
