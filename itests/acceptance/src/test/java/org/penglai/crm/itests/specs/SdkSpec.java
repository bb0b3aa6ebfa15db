package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.itests.support.Archive;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Shell;
import org.penglai.crm.itests.support.Store;

/**
 * Somebody who has nothing but Java, Maven, Node and our archive makes a capability from the archetype: it builds, passes
 * its tests on both databases and runs on a server without an edit. The sample is built the same way.
 */
class SdkSpec {
    private static final Path WORK = Path.of(System.getProperty("crm.work"));

    private static final Map<String, String> ENVIRONMENT =
            Map.of("MAVEN_OPTS", "-XX:TieredStopAtLevel=1", "SIGNING_PASSWORD", "Long-secret-5");

    /** What Central has and this build has fetched already; what is not there comes from Central itself. */
    private static final String SETTINGS =
            """
            <settings>
              <profiles><profile>
                <id>fetched</id>
                <repositories><repository><id>fetched</id><url>%1$s</url></repository></repositories>
                <pluginRepositories><pluginRepository><id>fetched</id><url>%1$s</url></pluginRepository></pluginRepositories>
              </profile></profiles>
              <activeProfiles><activeProfile>fetched</activeProfile></activeProfiles>
            </settings>
            """;

    private final List<String> maven = new ArrayList<>();
    private Path work;

    @Test
    void whatTheArchetypeMakesBuildsAndDeploysAsItIs() throws Exception {
        Path home = Archive.home().toRealPath();
        begin();
        Path project = generate(home, "com.example", "example-visits", "com.example.visits");
        Path keys = key();
        String output = run(project, "verify", "-Dpenglai.home=" + home, "-Dsigning.store=" + keys);

        assertThat(unsigned(project.resolve("target/example-visits-1.0.0.kar"))).isEmpty();
        assertThat(output).contains("in com.example.visits.internal.ServerIT").doesNotContain("Skipped: 1");
        assertThat(sources()).isNotEmpty().allMatch(line -> line.contains(">penglai-sdk="));
        theSampleBuildsFromReleasedArtifactsAlone(home);
        Shell.run(WORK, "rm", "-r", work.toString()); // half a gigabyte; kept when something failed
    }

    /** Its sources in the frame of a fresh project, away from this build. */
    private void theSampleBuildsFromReleasedArtifactsAlone(Path home) throws IOException, InterruptedException {
        Path sample = Path.of(System.getProperty("crm.root"), "bundles/sdk/sample-loyalty");
        Path project = generate(home, "com.acme", "acme-loyalty", "com.acme.loyalty");
        for (String part : List.of(
                "bnd.bnd",
                "src/main/java",
                "src/main/resources",
                "src/main/ui/plugin.json",
                "src/main/ui/src",
                "src/test/java")) {
            Shell.run(project, "rm", "-r", part);
            Shell.run(project, "cp", "-r", sample.resolve(part).toRealPath().toString(), part);
        }
        run(project, "package", "-Dtest=DefinitionTest");
        assertThat(project.resolve("target/acme-loyalty-1.0.0.kar")).isNotEmptyFile();
    }

    /** A vendor's own, made as the guide says. */
    private Path key() throws IOException, InterruptedException {
        Path keys = work.resolve("vendor.p12");
        Shell.run(
                work,
                ENVIRONMENT,
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-genkeypair",
                "-alias",
                "vendor",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Example",
                "-storetype",
                "PKCS12",
                "-storepass:env",
                "SIGNING_PASSWORD",
                "-keystore",
                keys.toString());
        return keys;
    }

    /** What in the KAR nobody answers for. */
    private static List<String> unsigned(Path kar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile jar = new JarFile(kar.toFile(), true)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                jar.getInputStream(entry).readAllBytes(); // compared with the signature while it is read
                boolean covered = entry.getCodeSigners() != null
                        || entry.isDirectory()
                        || entry.getName().matches("META-INF/(MANIFEST.MF|[^/]+\\.(SF|EC))");
                if (!covered) {
                    names.add(entry.getName());
                }
            }
            assertThat(jar.getEntry("META-INF/VENDOR.SF")).isNotNull();
        }
        return names;
    }

    private void begin() throws IOException {
        work = Files.createTempDirectory(Files.createDirectories(WORK), "sdk-");
        Path settings = Files.writeString(
                work.resolve("settings.xml"), SETTINGS.formatted(fetched().toUri()));
        maven.addAll(List.of(
                Path.of(System.getProperty("crm.maven")).resolve("bin/mvn").toString(),
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + work.resolve("empty")));
    }

    private Path generate(Path home, String group, String artifact, String packageName)
            throws IOException, InterruptedException {
        run(
                work,
                "-gs",
                home.resolve("sdk/settings.xml").toString(),
                "org.apache.maven.plugins:maven-archetype-plugin:3.3.1:generate",
                "-DarchetypeGroupId=org.penglai.crm",
                "-DarchetypeArtifactId=penglai-archetype",
                "-DarchetypeVersion=1.0.0",
                "-Dsdk=file://" + home.resolve("sdk"),
                "-DgroupId=" + group,
                "-DartifactId=" + artifact,
                "-Dpackage=" + packageName);
        return work.resolve(artifact);
    }

    @Test
    void aServerServesTheFolderToBuildsOnOtherMachines() throws Exception {
        CrmClient builds = SharedServer.on(Store.DERBY).visitor();
        String bill = "repository/org/penglai/crm/penglai-bom/1.0.0/penglai-bom-1.0.0.pom";
        assertThat(builds.get("/sdk/" + bill).expect(200).text())
                .isEqualTo(Files.readString(Archive.home().resolve("sdk").resolve(bill)));
        builds.get("/sdk/npm/integrity.json").expect(200);
        builds.get("/sdk/none").expect(404);
    }

    private String run(Path directory, String... arguments) throws IOException, InterruptedException {
        return Shell.run(
                directory,
                ENVIRONMENT,
                Stream.concat(maven.stream(), Stream.of(arguments)).toArray(String[]::new));
    }

    /** This build's local repository without anything of ours, so that all of that comes from the folder sdk. */
    private Path fetched() throws IOException {
        Path local = Path.of(System.getProperty("crm.repository"));
        Path copy = Files.createDirectories(work.resolve("fetched/org")).getParent();
        for (Path from : List.of(local, local.resolve("org"))) {
            try (Stream<Path> children = Files.list(from)) {
                for (Path child : children.filter(Files::isDirectory).toList()) {
                    Path link = copy.resolve(local.relativize(child).toString());
                    if (!link.endsWith("org") && !link.endsWith("org/penglai")) {
                        Files.createSymbolicLink(link, child.toRealPath());
                    }
                }
            }
        }
        return copy;
    }

    /** Where each file of ours came from, as Maven noted it in the repository that was empty. */
    private List<String> sources() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(work.resolve("empty/org/penglai"))) {
            for (Path file :
                    files.filter(f -> f.endsWith("_remote.repositories")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .forEach(lines::add);
            }
        }
        return lines;
    }
}
