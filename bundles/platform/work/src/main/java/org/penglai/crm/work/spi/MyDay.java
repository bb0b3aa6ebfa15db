package org.penglai.crm.work.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.InboxSection;

/** Everything that waits for a user today: own tasks and appointments and what capabilities contribute. Safe for any thread. */
@ProviderType
public interface MyDay {
    /** The sections in their order, empty ones left out. */
    List<InboxSection> sections(Caller caller);
}
