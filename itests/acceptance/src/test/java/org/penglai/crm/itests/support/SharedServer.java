package org.penglai.crm.itests.support;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** One running installation per database for all tests that do not need one of their own. */
public final class SharedServer {
    private static final Map<Store, CrmServer> RUNNING = new EnumMap<>(Store.class);

    private SharedServer() {}

    /** Starts it on first use; it ends with the test run. */
    public static synchronized CrmServer on(Store store) throws IOException, InterruptedException {
        CrmServer server = RUNNING.get(store);
        if (server == null) {
            server = new CrmServer("shared", store).start();
            CrmServer started = server;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started), "stop-shared-server"));
            RUNNING.put(store, server);
        }
        return server;
    }

    private static void stop(CrmServer server) {
        try {
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
