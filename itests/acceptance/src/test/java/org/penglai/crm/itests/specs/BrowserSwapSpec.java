package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.Browser;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** Pages that are open follow what the operator does, without a reload and without losing what is being typed. */
@ExtendWith(LogTail.class)
class BrowserSwapSpec implements LogTail.ServerSpec {
    /** Ten times the target after the command: the machine may be busy with something else. */
    private static final double LONGEST_SECONDS = 2.0 * 10;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void openPagesFollowInstallUpgradeAndRemoval() throws Exception {
        try (CrmServer own = new CrmServer("browser-swap", Store.DERBY).start()) {
            server = own;
            own.console("crm:module-stage " + Kars.loyaltyNext());
            own.console("crm:module-stage " + Kars.customersNext());
            try (Browser browser = Browser.open(own)) {
                step(browser, "feature:install acme-loyalty/1.0.0", "loyaltyHere");
                step(browser, "feature:install --upgrade acme-loyalty/1.0.1", "loyaltyRenamed");
                step(browser, "feature:install --upgrade crm-customers/1.0.1", "customersRenamed");
                step(browser, "feature:uninstall acme-loyalty/1.0.1", "loyaltyGone");
                browser.watch("formSaved");
                browser.seen("formSaved");
            }
        }
    }

    /** Runs a command and waits for what the open pages must then show. */
    private void step(Browser browser, String command, String sight) throws Exception {
        browser.watch(sight);
        long typed = System.currentTimeMillis();
        server.console(command);
        long answered = System.currentTimeMillis();
        long seen = browser.seen(sight);
        System.out.printf(
                "%s: the command took %.1f s, %s %.1f s after it was typed and %.1f s after it ended%n",
                command, (answered - typed) / 1e3, sight, (seen - typed) / 1e3, Math.max(0, seen - answered) / 1e3);
        assertThat((seen - answered) / 1e3).as(command).isLessThan(LONGEST_SECONDS);
    }
}
