package org.penglai.crm.api.modules;

import java.util.List;
import org.penglai.crm.api.Localized;

/**
 * A module as it stands.
 *
 * @param id feature name, e.g. {@code crm-customers}
 * @param version of the feature
 * @param state never null
 * @param health never null
 * @param message why it is not green; null when it is
 * @param types record types that it provides
 * @param plugins console plug-ins that it provides
 */
public record ModuleStatus(
        String id,
        String version,
        State state,
        Health health,
        Localized message,
        List<String> types,
        List<String> plugins) {

    /** Whether the module runs. */
    public enum State {
        STARTING,
        RUNNING,
        STOPPED,
        FAILED
    }

    /** Whether it runs well. */
    public enum Health {
        GREEN,
        YELLOW,
        RED
    }
}
