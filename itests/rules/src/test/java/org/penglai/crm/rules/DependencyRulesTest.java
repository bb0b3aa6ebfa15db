package org.penglai.crm.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. Dependencies point one way. */
class DependencyRulesTest {
    private static final String ROOT = "org.penglai.crm.";

    /** Rank of each platform bundle; a bundle may use the spi of lower ranks only. */
    private static final Map<String, Integer> RANK = Map.ofEntries(
            Map.entry("bulkheads", 0),
            Map.entry("persistence", 0),
            Map.entry("vault", 1),
            Map.entry("jobs", 2),
            Map.entry("events", 2),
            Map.entry("security", 3),
            Map.entry("records", 4),
            Map.entry("exchange", 5),
            Map.entry("search", 5),
            Map.entry("numbering", 5),
            Map.entry("calendar", 5),
            Map.entry("money", 5),
            Map.entry("pools", 5),
            Map.entry("approvals", 5),
            Map.entry("identity", 5),
            Map.entry("feeds", 5),
            Map.entry("customization", 5),
            Map.entry("work", 5),
            Map.entry("files", 5),
            Map.entry("privacy", 6),
            Map.entry("documents", 6),
            Map.entry("mail", 6),
            Map.entry("rest", 7),
            Map.entry("modules", 7),
            Map.entry("web", 7),
            Map.entry("commands", 7));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPaths(BuiltBundle.all().stream()
                    .filter(bundle -> !bundle.isThirdParty())
                    .map(BuiltBundle::classes)
                    .toArray(Path[]::new));

    static List<BuiltBundle> capabilities() {
        return BuiltBundle.all().stream().filter(BuiltBundle::isCapability).toList();
    }

    static List<String> platform() {
        return RANK.keySet().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void aCapabilityKnowsTheApiAndJpaOnly(BuiltBundle bundle) {
        JavaClasses own = new ClassFileImporter().importPath(bundle.classes());
        String root = bundle.header("Bundle-SymbolicName").split(";")[0];
        classes()
                .that(describe("of " + bundle, type -> type.getPackageName().startsWith(root)))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + "..",
                        ROOT + "api..",
                        "java..",
                        "javax.persistence..",
                        "javax.sql..",
                        "org.osgi..",
                        "org.slf4j..")
                .check(own);
    }

    @ParameterizedTest
    @MethodSource("platform")
    void aPlatformBundleUsesOnlyTheSpiOfLowerOnes(String bundle) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + bundle + "..")
                .should()
                .dependOnClassesThat(describe("are not to be seen from " + bundle, type -> forbidden(bundle, type)))
                .check(CLASSES);
    }

    private static boolean forbidden(String bundle, JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT) || name.startsWith(ROOT + "api")) {
            return false;
        }
        String other = name.substring(ROOT.length()).split("\\.")[0];
        if (other.equals(bundle)) {
            return false;
        }
        boolean lower = RANK.containsKey(other) && RANK.get(other) < RANK.get(bundle);
        return !lower || !name.endsWith(".spi");
    }

    @Test
    void theApiKnowsNothingOfThePlatform() {
        classes()
                .that()
                .resideInAPackage(ROOT + "api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "api..", "java..", "javax.persistence..", "org.osgi.annotation..")
                .check(CLASSES);
    }

    @Test
    void theContainerIsKnownOnlyToTheBundlesMadeForIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        ROOT + "rest..",
                        ROOT + "modules..",
                        ROOT + "web..",
                        ROOT + "commands..",
                        ROOT + "security..",
                        ROOT + "persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.karaf..", "org.apache.cxf..", "org.apache.aries..", "org.eclipse.persistence..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(CLASSES);
    }
}
