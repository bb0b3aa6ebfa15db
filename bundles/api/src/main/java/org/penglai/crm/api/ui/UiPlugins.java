package org.penglai.crm.api.ui;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** The plug-ins that the console shows right now. Safe for any thread. */
@ProviderType
public interface UiPlugins {
    /** Counts the changes of the list. */
    long revision();

    /** Version and content hash of the console's frame. */
    String frame();

    /** The plug-ins, less what the caller may not see. */
    List<UiPlugin> list(Caller caller);
}
