package org.penglai.crm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import aQute.bnd.version.Version;
import aQute.lib.json.JSONCodec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A capability that was built against an API goes on running with every later one of the same major version. What was
 * there is kept in bundles/api/baseline-RELEASE.json, as the diff of bnd sees it: an abstract method that comes to an
 * interface for consumers breaks them, one that comes to an interface of the platform does not.
 *
 * <p>A package that breaks raises its major version, and one that grew since the release its minor version, so that a
 * capability that needs what came can say so. While the release that the file is named after is still being made, nobody
 * depends on it, and packages grow without a word.
 *
 * <p>At a release, and for a break before the first one: {@code mvn test -pl itests/rules -Dpenglai.api.record=true}.
 */
class ApiBaselineTest {
    private static final Path BUNDLE = Path.of(System.getProperty("crm.root"), "bundles/api");
    private static final Version MADE = Version.parseVersion(System.getProperty("crm.version"));

    private static final String PACKAGE_END = "\"type\":\"PACKAGE\"}";
    private static final DiffPluginImpl DIFFER = new DiffPluginImpl();

    @BeforeAll
    static void record() throws Exception {
        if (Boolean.getBoolean("penglai.api.record")) {
            for (Path former : baselines()) {
                Files.delete(former);
            }
            Files.writeString(BUNDLE.resolve("baseline-" + MADE + ".json"), write(api()));
        }
    }

    @Test
    void whatBreaksCapabilitiesRaisesTheMajorVersionOfItsPackage() throws Exception {
        assertThat(broken(api(), read(released()))).isEmpty();
    }

    @Test
    void whatGrewSinceTheReleaseRaisesTheMinorVersionOfItsPackage() throws Exception {
        Version release =
                Version.parseVersion(baseline().getFileName().toString().replaceAll("baseline-|\\.json", ""));
        assertThat(release).isLessThanOrEqualTo(MADE);
        if (!release.equals(MADE)) {
            assertThat(unraised(api(), read(released()))).isEmpty();
        }
    }

    @Test
    void aBreakAndAGrowthAreSeen() throws Exception {
        Tree.Data less = data(write(api()));
        Tree.Data records = child(less, "org.penglai.crm.api.records");
        Tree.Data reader = child(records, "org.penglai.crm.api.records.RecordReader");
        reader.children = Stream.of(reader.children)
                .filter(member -> !member.name.startsWith("find("))
                .toArray(Tree.Data[]::new);
        Tree without = DIFFER.deserialize(less);
        assertThat(unraised(api(), without)).containsOnlyKeys(records.name);
        assertThat(broken(api(), without)).isEmpty();
        assertThat(broken(without, api())).containsOnlyKeys(records.name);
    }

    private static Tree.Data child(Tree.Data parent, String name) {
        return Stream.of(parent.children)
                .filter(child -> child.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Packages that broke, with what did it. */
    private static Map<String, String> broken(Tree now, Tree then) {
        Map<String, String> broken = new TreeMap<>();
        for (Diff part : now.diff(then).getChildren()) {
            Version before = version(then.get(part.getName()));
            Version after = version(now.get(part.getName()));
            if (breaks(part.getDelta()) && (after == null || after.getMajor() == before.getMajor())) {
                broken.put(part.getName(), causes(part, "").toString());
            }
        }
        return broken;
    }

    /** Packages that grew, with the version that they ought to have. */
    private static Map<String, String> unraised(Tree now, Tree then) {
        Map<String, String> unraised = new TreeMap<>();
        for (Diff part : now.diff(then).getChildren()) {
            Version before = version(then.get(part.getName()));
            Version after = version(now.get(part.getName()));
            boolean raised = after != null
                    && before != null
                    && (after.getMajor() > before.getMajor() || after.getMinor() > before.getMinor());
            if (part.getDelta() == Delta.MINOR && !raised) {
                unraised.put(
                        part.getName(), "@Version(\"" + before.getMajor() + '.' + (before.getMinor() + 1) + ".0\")");
            }
        }
        return unraised;
    }

    private static Path baseline() throws IOException {
        assertThat(baselines()).hasSize(1);
        return baselines().get(0);
    }

    private static List<Path> baselines() throws IOException {
        try (Stream<Path> files = Files.list(BUNDLE)) {
            return files.filter(file -> file.getFileName().toString().matches("baseline-[\\d.]+\\.json"))
                    .toList();
        }
    }

    private static String released() throws IOException {
        return Files.readString(baseline());
    }

    private static boolean breaks(Delta delta) {
        return delta == Delta.MAJOR || delta == Delta.REMOVED;
    }

    private static StringBuilder causes(Diff part, String indent) {
        StringBuilder text = new StringBuilder();
        for (Diff child : part.getChildren()) {
            if (breaks(child.getDelta()) || part.getDelta() == Delta.MAJOR && child.getDelta() == Delta.ADDED) {
                text.append('\n')
                        .append(indent)
                        .append(child.getDelta())
                        .append(' ')
                        .append(child.getName());
                text.append(causes(child, indent + "  "));
            }
        }
        return text;
    }

    /** The packages of the API that was built. */
    private static Tree api() throws Exception {
        File[] built =
                BUNDLE.resolve("target").toFile().listFiles((folder, name) -> name.matches("penglai-api-[\\d.]+jar"));
        assertThat(built).hasSize(1);
        try (Jar jar = new Jar(built[0])) {
            return DIFFER.tree(jar).get("<api>");
        }
    }

    private static Version version(Tree part) {
        if (part != null) {
            for (Tree child : part.getChildren()) {
                if (child.getType() == Type.VERSION) {
                    return Version.parseVersion(child.getName());
                }
            }
        }
        return null;
    }

    /** A line for each package. */
    private static String write(Tree tree) throws Exception {
        String text = new JSONCodec().enc().put(tree.serialize()).toString();
        return text.replace(PACKAGE_END, PACKAGE_END + '\n');
    }

    private static Tree read(String text) throws Exception {
        return DIFFER.deserialize(data(text));
    }

    private static Tree.Data data(String text) throws Exception {
        return new JSONCodec().dec().from(text).get(Tree.Data.class);
    }
}
