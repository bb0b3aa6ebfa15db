package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.Archive;
import org.penglai.crm.itests.support.Browser;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;
import org.penglai.crm.mail.internal.RealMailServers;

/** The console in Chromium, against the packaged archive and the sample files; screenshots are in the folder shots. */
@ExtendWith(LogTail.class)
class BrowserSpec implements LogTail.ServerSpec {
    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void everyPageWorksInTheBrowser() throws Exception {
        try (CrmServer own = new CrmServer("browser", Store.DERBY).start();
                RealMailServers mail = new RealMailServers(
                        "support@penglai.example", "li@customer.example", "wang@customer.example")) {
            server = own;
            own.console("feature:install acme-loyalty/1.0.0");
            Map<String, String> needs = new HashMap<>(own.environment());
            needs.put(
                    "SAMPLES",
                    Path.of(System.getProperty("crm.root"), "itests/src/test/resources/samples")
                            .toString());
            needs.put(
                    "PICTURES",
                    Path.of(System.getProperty("crm.work"), "pictures").toString());
            needs.put("CRM_ETC", Archive.home().resolve("etc").toString());
            needs.put("MAIL_SERVERS", mail.smtp + "," + mail.imap + "," + mail.boxes());
            needs.put("MODULE_KAR", Kars.loyaltyNext().toString());
            needs.put("HOOK_REMOVE_PLUGIN", command("feature:uninstall acme-loyalty/1.0.0"));
            needs.put("HOOK_RESTORE_PLUGIN", command("feature:install acme-loyalty/1.0.0"));
            String output = Browser.check(own, needs);
            System.out.println(output);
            assertThat(output).contains(" 0 failed").doesNotContain("skip");
        }
    }

    private static String command(String console) throws Exception {
        return "'" + Archive.home().resolve("bin/crm") + "' client '" + console + "'";
    }
}
