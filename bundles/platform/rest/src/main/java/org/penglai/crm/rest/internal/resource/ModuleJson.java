package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.modules.ModuleChange;
import org.penglai.crm.api.modules.ModuleCost;
import org.penglai.crm.api.modules.ModulePlan;
import org.penglai.crm.api.modules.ModuleStatus;
import org.penglai.crm.api.modules.ModuleVersion;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.persistence.spi.Ids;

/** Modules, plans and their history as JSON. */
final class ModuleJson {
    private static final double NANOS = 1e9;

    private ModuleJson() {}

    static Localized unknown(String id) {
        return Localized.of("没有名为 " + id + " 的模块。", "There is no module " + id + '.');
    }

    /** @param details whether to tell what is wrong, which may name tables and bundles, and what can be done */
    static Map<String, Object> of(Modules modules, ModuleStatus module, boolean details) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", module.id());
        view.put("version", module.version());
        view.put("state", module.state().name().toLowerCase(Locale.ROOT));
        view.put("health", module.health().name().toLowerCase(Locale.ROOT));
        view.put("provides", Map.of("types", module.types(), "ui", module.plugins()));
        if (details) {
            if (module.message() != null) {
                view.put("message", module.message());
            }
            view.put("versions", modules.versions(module.id()));
            modules.former(module.id()).ifPresent(version -> view.put("former", version));
            view.put(
                    "costs",
                    modules.costs(module.id()).stream().map(ModuleJson::of).toList());
        }
        return view;
    }

    private static Map<String, Object> of(ModuleCost cost) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", cost.kind());
        view.put("label", cost.label());
        view.put("calls", cost.calls());
        view.put("failures", cost.failures());
        view.put("timeouts", cost.timeouts());
        view.put("refused", cost.refused());
        view.put("seconds", cost.elapsed().toNanos() / NANOS);
        view.put("cpuSeconds", cost.processor().toNanos() / NANOS);
        return view;
    }

    /** A removed module, whose data are kept. */
    static Map<String, Object> removed(Modules modules, ModuleVersion module) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", module.id());
        view.put("version", module.version());
        view.put("versions", modules.versions(module.id()));
        return view;
    }

    static Map<String, Object> of(ModulePlan plan) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("steps", plan.steps().stream().map(ModuleJson::of).toList());
        view.put("possible", plan.problem() == null);
        if (plan.problem() != null) {
            view.put("problem", plan.problem());
        }
        return view;
    }

    private static Map<String, Object> of(ModulePlan.Step step) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", step.id());
        view.put("from", step.from());
        view.put("to", step.to());
        return view;
    }

    static List<Map<String, Object>> of(List<ModuleChange> changes, UserNames names) {
        return changes.stream().map(change -> of(change, names)).toList();
    }

    private static Map<String, Object> of(ModuleChange change, UserNames names) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", change.at());
        view.put("by", Ids.format(change.userId()));
        view.put("byName", names.of(change.userId()));
        view.put("modules", change.modules());
        view.put("operation", change.operation().code());
        view.put("outcome", change.outcome().code());
        if (change.reason() != null) {
            view.put("reason", change.reason());
        }
        view.put("milliseconds", change.milliseconds());
        if (change.heldMilliseconds() != null) {
            view.put("heldMilliseconds", change.heldMilliseconds());
        }
        return view;
    }
}
