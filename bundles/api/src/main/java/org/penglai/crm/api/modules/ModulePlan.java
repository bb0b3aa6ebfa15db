package org.penglai.crm.api.modules;

import java.util.List;
import org.penglai.crm.api.Localized;

/**
 * What a change of modules would do; nothing has been done yet.
 *
 * @param steps one for each module
 * @param problem why it cannot be done; null if it can
 */
public record ModulePlan(List<Step> steps, Localized problem) {
    public ModulePlan {
        steps = List.copyOf(steps);
    }

    /**
     * What becomes of a module.
     *
     * @param id feature name
     * @param from version that runs now; null if none does
     * @param to version that would run
     */
    public record Step(String id, String from, String to) {}
}
