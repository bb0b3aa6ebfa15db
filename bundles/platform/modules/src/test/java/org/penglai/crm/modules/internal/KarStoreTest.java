package org.penglai.crm.modules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.error.Invalid;

class KarStoreTest {
    private static final String FEATURES = "repository/com/acme/loyalty/1.0.0/loyalty-1.0.0-features.xml";
    private static final byte[] NO_BUNDLES = Kar.features("loyalty", "1.0.0");

    @TempDir
    Path folder;

    private Path kar;
    private KarStore store;

    @BeforeEach
    void prepare() {
        kar = folder.resolve("a.kar");
        store = new KarStore(folder.resolve("modules"), folder.resolve("system"), KarTrust.ofAll());
    }

    @Test
    void aKarIsUnpackedIntoAMavenRepositoryThatIsFoundAgain() throws IOException {
        Kar.of("loyalty", "1.0.0", Kar.TABLES)
                .with("META-INF/MANIFEST.MF", new byte[0])
                .with("resources/etc/evil.cfg", new byte[1])
                .writeTo(kar);

        KarStore.Taken taken = store.take(kar.toUri());

        Path features = folder.resolve("modules").resolve(FEATURES);
        assertThat(taken.files()).containsExactly(features.toUri());
        assertThat(taken.replaced()).isFalse();
        assertThat(store.features()).containsExactly(features.toUri());
        assertThat(files()).containsExactlyInAnyOrder(FEATURES, "repository/com/acme/loyalty/1.0.0/loyalty-1.0.0.jar");
    }

    @Test
    void takingTheSameTwiceChangesNothingAndOtherContentIsTold() throws IOException {
        Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar);
        store.take(kar.toUri());
        assertThat(store.take(kar.toUri()).replaced()).isFalse();

        Path other = new Kar()
                .with(FEATURES, Kar.features("loyalty", "1.0.0", Kar.address("loyalty", "1.0.0")))
                .with("repository/com/acme/loyalty/1.0.0/loyalty-1.0.0.jar", Kar.jar(Kar.TABLES, "rebuilt"))
                .writeTo(folder.resolve("b.kar"));
        assertThat(store.take(other.toUri()).replaced()).isTrue();
        assertThat(store.features()).hasSize(1);
    }

    @Test
    void whatSomebodySendsMustNotChangeAVersionThatIsHere() throws IOException {
        Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar);
        store.takeNew(kar.toUri());
        assertThat(store.takeNew(kar.toUri()).replaced()).isFalse();
        Path other = new Kar()
                .with(FEATURES, Kar.features("loyalty", "1.0.0", Kar.address("loyalty", "1.0.0")))
                .with("repository/com/acme/loyalty/1.0.0/loyalty-1.0.0.jar", Kar.jar(Kar.TABLES, "rebuilt"))
                .writeTo(folder.resolve("b.kar"));
        assertThatThrownBy(() -> store.takeNew(other.toUri()))
                .isInstanceOfSatisfying(Invalid.class, refused -> assertThat(
                                refused.violations().get(0).code())
                        .isEqualTo("versionTaken"));
        assertThat(store.takeNew(kar.toUri()).replaced()).isFalse();
    }

    @Test
    void whatRunsIsNotChangedBehindItsBackAndWhatDoesNotRunIs() throws IOException {
        Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar);
        store.take(kar.toUri(), file -> true);
        assertThat(store.take(kar.toUri(), file -> true).replaced()).isFalse();
        Path other = new Kar()
                .with(FEATURES, Kar.features("loyalty", "1.0.0", Kar.address("loyalty", "1.0.0")))
                .with("repository/com/acme/loyalty/1.0.0/loyalty-1.0.0.jar", Kar.jar(Kar.TABLES, "rebuilt"))
                .writeTo(folder.resolve("b.kar"));
        assertThatThrownBy(() -> store.take(other.toUri(), file -> true))
                .isInstanceOfSatisfying(Invalid.class, refused -> assertThat(
                                refused.violations().get(0).code())
                        .isEqualTo("versionTaken"));
        assertThat(store.take(other.toUri(), file -> false).replaced()).isTrue();
    }

    @Test
    void whatOnlyOneModuleNeedsGoesWithIt() throws IOException {
        store.take(Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar).toUri());
        store.take(Kar.of("loyalty", "1.1.0", Kar.TABLES).writeTo(kar).toUri());
        store.take(Kar.of("points", "1.0.0", Kar.TABLES).writeTo(kar).toUri());
        String both = "repository/com/acme/both/1/both-1";
        store.take(new Kar()
                .with(
                        both + "-features.xml",
                        Kar.features(
                                "points", "2.0.0", Kar.address("points", "1.0.0"), Kar.address("loyalty", "1.1.0")))
                .writeTo(kar)
                .toUri());

        assertThat(store.drop("loyalty", Set.of("points"))).hasSize(2);

        assertThat(files())
                .containsExactlyInAnyOrder(
                        both + "-features.xml",
                        "repository/com/acme/loyalty/1.1.0/loyalty-1.1.0.jar",
                        "repository/com/acme/points/1.0.0/points-1.0.0.jar",
                        "repository/com/acme/points/1.0.0/points-1.0.0-features.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "repository/../../evil.sh",
                "repository/a/../../../evil.sh",
                "repository//../../evil.sh",
                "repository/..",
            })
    void anEntryThatReachesOutsideIsRefusedAndNothingIsKept(String entry) throws IOException {
        new Kar().with(FEATURES, NO_BUNDLES).with(entry, new byte[] {1}).writeTo(kar);

        refused("unsafePath");
        assertThat(folder.getParent().resolve("evil.sh")).doesNotExist();
        assertThat(folder.resolve("evil.sh")).doesNotExist();
    }

    @Test
    void anAbsolutePathInAnEntryIsRefused() throws IOException {
        new Kar()
                .with(FEATURES, NO_BUNDLES)
                .with("repository//tmp/evil.sh", new byte[] {1})
                .writeTo(kar);

        refused("unsafePath");
    }

    @Test
    void whatIsNoZipIsRefused() throws IOException {
        Files.writeString(kar, "<html>404</html>");
        refused("noKar");
        Files.write(kar, new byte[0]);
        refused("noKar");
    }

    @Test
    void aZipWithoutFeaturesIsRefused() throws IOException {
        new Kar()
                .with("repository/a/b.jar", new byte[3])
                .with(FEATURES.substring(11), NO_BUNDLES)
                .writeTo(kar);
        refused("noFeatures");
    }

    @Test
    void featuresThatNoContainerReadsAreRefused() throws IOException {
        for (String xml : List.of(
                "<features",
                "<feature/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><features>&b;</features>")) {
            new Kar().with(FEATURES, xml.getBytes(StandardCharsets.UTF_8)).writeTo(kar);
            refused("brokenFeatures");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mvn:com.acme/absent/1.0.0",
                "http://repo.acme.com/a.jar",
                "file:///tmp/a.jar",
                "wrap:mvn:com.acme/loyalty/1.0.0",
                "mvn:../../a/1"
            })
    void bundlesMustComeFromTheKarOrBeOnBoard(String address) throws IOException {
        new Kar().with(FEATURES, Kar.features("loyalty", "1.0.0", address)).writeTo(kar);
        refused("missingBundle");
    }

    @Test
    void aBundleOfTheArchiveMayBeUsed() throws IOException {
        Container.provide(folder.resolve("system"), "shared", "2.0.0", null);
        new Kar()
                .with(FEATURES, Kar.features("loyalty", "1.0.0", Kar.address("shared", "2.0.0")))
                .writeTo(kar);
        assertThat(store.take(kar.toUri()).files()).hasSize(1);
    }

    @Test
    void whereverACopyStopsNothingOfItIsTaken() throws IOException {
        Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar);
        byte[] whole = Files.readAllBytes(kar);
        assertThat(KarFile.isComplete(kar)).isTrue();
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(kar, java.util.Arrays.copyOf(whole, length));
            assertThat(KarFile.isComplete(kar))
                    .as("%d of %d bytes", length, whole.length)
                    .isFalse();
            refused("noKar");
        }
    }

    @Test
    void damagedContentIsNeverTaken() throws IOException {
        Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar);
        byte[] whole = Files.readAllBytes(kar);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(kar, damaged);
            try {
                store.take(kar.toUri());
            } catch (Invalid | IOException e) {
                assertThat(e).isNotNull();
            }
        }
        // Flips in names or times may pass; what was taken must be whole, and nothing may lie beside it.
        try (Stream<Path> jars =
                Files.walk(folder).filter(file -> file.toString().endsWith("loyalty-1.0.0.jar"))) {
            assertThat(jars.toList())
                    .allSatisfy(jar -> assertThat(Files.readAllBytes(jar)).isEqualTo(Kar.jar(Kar.TABLES, "of 1.0.0")));
        }
        assertThat(folder.resolve("modules/incoming")).doesNotExist();
    }

    @Test
    void onlyWhatSurvivesAnEmptyCacheCountsAsKept() throws IOException {
        Container.provide(folder.resolve("system"), "shipped", "1.0.0", null);
        Path elsewhere = Container.provide(folder.resolve("elsewhere"), "other", "1.0.0", null);
        Kar.of("loyalty", "1.0.0", Kar.TABLES).writeTo(kar);

        assertThat(store.keeps(store.take(kar.toUri()).files().get(0))).isTrue();
        assertThat(store.keeps(java.net.URI.create("mvn:com.acme/shipped/1.0.0/xml/features")))
                .isTrue();
        assertThat(store.keeps(java.net.URI.create("mvn:com.acme/other/1.0.0/xml/features")))
                .isFalse();
        assertThat(store.keeps(elsewhere.toUri())).isFalse();
        assertThat(store.keeps(java.net.URI.create("http://acme.com/features.xml")))
                .isFalse();
    }

    private void refused(String code) {
        AbstractThrowableAssert<?, ?> failure = assertThatThrownBy(() -> store.take(kar.toUri()));
        failure.isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.code()).isEqualTo(code)));
        assertThat(folder.resolve("modules/repository")).doesNotExist();
        assertThat(folder.resolve("modules/incoming")).doesNotExist();
    }

    private List<String> files() throws IOException {
        Path modules = folder.resolve("modules");
        try (Stream<Path> all = Files.walk(modules)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> modules.relativize(file).toString())
                    .toList();
        }
    }
}
