package org.penglai.crm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifest of a bundle may say, so that no change of one bundle makes another one restart. */
class ManifestRulesTest {
    private static final int BUNDLES_AT_LEAST = 15;

    static List<BuiltBundle> all() {
        return BuiltBundle.all();
    }

    static List<BuiltBundle> own() {
        return all().stream().filter(bundle -> !bundle.isThirdParty()).toList();
    }

    static List<BuiltBundle> capabilities() {
        return all().stream().filter(BuiltBundle::isCapability).toList();
    }

    @Test
    void allBundlesAreLookedAt() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(BUNDLES_AT_LEAST);
        assertThat(capabilities())
                .extracting(BuiltBundle::folder)
                .contains("customers", "sales", "receivables", "support", "sdk/sample-loyalty");
    }

    @ParameterizedTest
    @MethodSource("all")
    void noBundleImportsWhatItMayOrMayNotGet(BuiltBundle bundle) {
        assertThat(bundle.header("DynamicImport-Package")).isNull();
        assertThat(bundle.header("Require-Bundle")).isNull();
        assertThat(bundle.clauses("Import-Package").entrySet())
                .allSatisfy(clause -> assertThat(clause.getValue().get("resolution:"))
                        .as(clause.getKey())
                        .isNotEqualTo("optional"));
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void aCapabilityExportsNothing(BuiltBundle bundle) {
        assertThat(bundle.header("Export-Package")).isNull();
    }

    @ParameterizedTest
    @MethodSource("own")
    void internalsAreNotExported(BuiltBundle bundle) {
        assertThat(bundle.clauses("Export-Package").keySet()).noneMatch(name -> name.contains("internal"));
    }

    @ParameterizedTest
    @MethodSource("own")
    void theSeamsOfThePlatformAreKeptFromCapabilities(BuiltBundle bundle) {
        bundle.clauses("Export-Package").keySet().stream()
                .filter(name -> name.endsWith(".spi"))
                .forEach(name -> {
                    assertThat(bundle.export(name).get("penglai")).isEqualTo("platform");
                    assertThat(bundle.export(name).get("mandatory:")).isEqualTo("penglai");
                });
    }

    @Test
    void noPackageIsExportedTwice() {
        Map<String, String> owners = new HashMap<>();
        for (BuiltBundle bundle : all()) {
            for (String name : bundle.clauses("Export-Package").keySet()) {
                assertThat(owners.put(name, bundle.folder()))
                        .as(name + " of " + bundle)
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void theSymbolicNameIsTheRootPackage(BuiltBundle bundle) {
        String name = bundle.header("Bundle-SymbolicName").split(";")[0];
        String expected = bundle.folder().equals("sdk/sample-loyalty")
                ? "com.acme.loyalty"
                : "org.penglai.crm." + bundle.folder().replace("platform/", "");
        assertThat(name).isEqualTo(expected);
    }
}
