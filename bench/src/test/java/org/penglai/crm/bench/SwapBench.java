package org.penglai.crm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.Browser;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.Load;
import org.penglai.crm.itests.support.Store;

/** What people notice while customers are exchanged again and again: times of their requests, and open pages. */
class SwapBench {
    private static final int CLIENTS = 8;
    /** A server that has run for a while: what is measured in the first minute is the compiler. */
    private static final int WARM_UP_SECONDS = 60;

    private static final int SATURATION_SECONDS = 10;
    private static final int QUIET_SECONDS = 20;
    private static final int SECONDS = Integer.getInteger("crm.swap.seconds", 70);

    /** A column and a changed page come, go and come again; the form that is being typed is saved at the end. */
    private static final List<String> VERSIONS = List.of("1.0.1", "1.0.0", "1.0.1", "1.0.0", "1.0.1");

    @ParameterizedTest
    @EnumSource(Store.class)
    void customersAreExchangedWhileEverybodyWorks(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("swap-bench", store).withDefaultOptions().start()) {
            server.console("crm:module-stage " + Kars.customersNext());
            run(server, Duration.ZERO, WARM_UP_SECONDS);
            for (String version : List.of("1.0.1", "1.0.0", "1.0.1", "1.0.0")) {
                server.console("crm:module-install crm-customers " + version);
            }
            Load.Figures most = run(server, Duration.ZERO, SATURATION_SECONDS);
            double perSecond = (double) most.requests() / SATURATION_SECONDS;
            Duration cycle = Duration.ofNanos((long) (CLIENTS / (perSecond / 4) * 1e9));
            Load.Figures quiet = run(server, cycle, QUIET_SECONDS);
            System.out.printf(
                    "%s, load %s: saturated %.0f requests/s; at a quarter of it, quiet: %s%n",
                    store, Gauge.load(), perSecond, quiet);
            try (Browser browser = Browser.open(server);
                    Load load = Load.paced(server, CLIENTS, cycle)) {
                pause();
                for (String version : VERSIONS) {
                    exchange(server, browser, version);
                }
                load.stop();
                browser.watch("formSaved");
                browser.seen("formSaved");
                System.out.printf(
                        "%s, load %s: exchanged %d times: %s; promised: none failed, longest < 1000 ms, p99 <= %.0f ms%n",
                        store, Gauge.load(), VERSIONS.size(), load.figures(), Math.max(2 * quiet.p99(), 50));
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    private static Load.Figures run(CrmServer server, Duration cycle, int seconds) throws Exception {
        try (Load load = Load.paced(server, CLIENTS, cycle)) {
            TimeUnit.SECONDS.sleep(seconds); // the length of the measurement
            load.stop();
            assertThat(load.failures()).isEmpty();
            return load.figures();
        }
    }

    private static void exchange(CrmServer server, Browser browser, String version) throws Exception {
        String sight = "1.0.0".equals(version) ? "customersBack" : "customersRenamed";
        browser.watch(sight);
        long typed = System.currentTimeMillis();
        server.console("crm:module-install crm-customers " + version);
        long answered = System.currentTimeMillis();
        long seen = browser.seen(sight);
        System.out.printf(
                "customers %s: the command took %.1f s; open pages follow %.1f s after its end (promised 2)%n",
                version, (answered - typed) / 1e3, Math.max(0, seen - answered) / 1e3);
        pause();
    }

    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SECONDS * 1000L / (VERSIONS.size() + 1));
    }
}
