package org.penglai.crm.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.inject.Inject;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestRule;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.modules.Modules;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;

/** The dynamics of the container: what moves when a module does, and that one transaction spans two modules. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class DynamicsIT {
    private static final String LOYALTY = "acme-loyalty";
    private static final long READY_SECONDS = 60;

    @Rule
    public final TestRule logTail = new LogTail();

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    @Inject
    private Modules modules;

    @Inject
    private Records records;

    /** Tests that start before the boot is over see half a platform. */
    @Inject
    @SuppressWarnings("unused")
    private BootFinished boot;

    @Configuration
    public Option[] configuration() throws IOException {
        return CrmContainer.configuration();
    }

    @Before
    public void awaitModules() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!modules.isReady()) {
            if (System.nanoTime() > deadline) {
                fail("modules are not ready: " + modules.list());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @After
    public void removeLoyalty() throws Exception {
        if (features.isInstalled(features.getFeature(LOYALTY))) {
            features.uninstallFeature(LOYALTY);
        }
    }

    @Test
    public void everyBundleIsActiveAndTheLogHasNoError() throws IOException {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
            boolean ours = !bundle.getSymbolicName().contains("geronimo-atinject");
            if (!fragment && ours && bundle.getState() != Bundle.ACTIVE) {
                idle.add(bundle.getSymbolicName());
            }
        }
        assertEquals(List.of(), idle);
        List<String> errors = Files.readAllLines(log(), StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains(" ERROR "))
                .toList();
        assertEquals(List.of(), errors);
    }

    @Test
    public void installingWhatIsInstalledMovesNothing() throws Exception {
        Snapshot before = Snapshot.of(context, bundle -> true);
        features.installFeature("crm-customers", EnumSet.noneOf(FeaturesService.Option.class));
        assertTrue(before.size() > 50);
        assertEquals(Map.of(), before.differences(Snapshot.of(context, bundle -> true)));
    }

    @Test
    public void aModuleComesAndGoesAndNoOtherBundleMoves() throws Exception {
        Snapshot before = Snapshot.of(context, DynamicsIT::isNotLoyalty);
        features.installFeature(LOYALTY);
        assertEquals(Map.of(), before.differences(Snapshot.of(context, DynamicsIT::isNotLoyalty)));
        features.uninstallFeature(LOYALTY);
        assertEquals(Map.of(), before.differences(Snapshot.of(context, DynamicsIT::isNotLoyalty)));
        assertTrue(Arrays.stream(context.getBundles()).allMatch(DynamicsIT::isNotLoyalty));
    }

    @Test
    public void oneTransactionOverTwoModulesIsRolledBackWhole() throws Exception {
        features.installFeature(LOYALTY);
        awaitModules();
        Caller caller = Caller.system();
        RecordSnapshot customer = records.apply(
                        caller, List.of(new RecordChange.Create("customers", Map.of("name", "两个模块"))))
                .get(0);
        List<RecordChange> changes = List.of(
                new RecordChange.Update("customers", customer.id(), null, Map.of("level", "A")),
                new RecordChange.Create("acmeLoyaltyAccounts", Map.of("customer", customer.id(), "tier", "gold")),
                new RecordChange.Create("acmeLoyaltyAccounts", Map.of("customer", 1L, "tier", "gold")));
        try {
            records.apply(caller, changes);
            fail("the last change refers to a customer that does not exist");
        } catch (Invalid expected) {
            assertEquals("missingReference", expected.violations().get(0).code());
        }
        assertEquals(
                null,
                records.find(caller, "customers", customer.id()).orElseThrow().text("level"));
        assertEquals(
                0,
                records.list(caller, "acmeLoyaltyAccounts", RecordQuery.where(""))
                        .size());
        records.apply(caller, changes.subList(0, 2));
        assertEquals(
                "A",
                records.find(caller, "customers", customer.id()).orElseThrow().text("level"));
        assertEquals(
                1,
                records.list(caller, "acmeLoyaltyAccounts", RecordQuery.where(""))
                        .size());
    }

    private static boolean isNotLoyalty(Bundle bundle) {
        return !"com.acme.loyalty".equals(bundle.getSymbolicName());
    }

    static Path log() {
        return Path.of(System.getProperty("karaf.log"), "crm.log");
    }
}
