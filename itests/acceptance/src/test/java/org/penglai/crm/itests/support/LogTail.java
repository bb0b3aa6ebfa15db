package org.penglai.crm.itests.support;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints the end of the server's log when a test fails: the reason is usually there. */
public final class LogTail implements TestWatcher {
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        context.getTestInstance()
                .filter(ServerSpec.class::isInstance)
                .map(ServerSpec.class::cast)
                .ifPresent(
                        spec -> System.err.println(context.getDisplayName() + " failed; the server's log ends with:\n"
                                + spec.server().logTail()));
    }

    /** A spec that talks to a server. */
    public interface ServerSpec {
        CrmServer server();
    }
}
