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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A capability that was built against an API goes on running with every later one of the same major version. What was
 * there is kept in bundles/api/baseline.json, as the diff of bnd sees it: an abstract method that comes to an interface
 * for consumers breaks them, one that comes to an interface of the platform does not.
 *
 * <p>At a release, and for a break before the first one: {@code mvn test -pl itests/rules -Dpenglai.api.record=true}.
 */
class ApiBaselineTest {
    private static final Path BUNDLE = Path.of(System.getProperty("crm.root"), "bundles/api");
    private static final Path RECORD = BUNDLE.resolve("baseline.json");

    private static final String PACKAGE_END = "\"type\":\"PACKAGE\"}";
    private static final DiffPluginImpl DIFFER = new DiffPluginImpl();

    @BeforeAll
    static void record() throws Exception {
        if (Boolean.getBoolean("penglai.api.record")) {
            Files.writeString(RECORD, write(api()));
        }
    }

    @Test
    void whatBreaksCapabilitiesRaisesTheMajorVersionOfItsPackage() throws Exception {
        Tree now = api();
        Tree then = read(Files.readString(RECORD));
        Map<String, String> broken = new TreeMap<>();
        for (Diff part : now.diff(then).getChildren()) {
            Version before = version(then.get(part.getName()));
            Version after = version(now.get(part.getName()));
            if (breaks(part.getDelta()) && (after == null || after.getMajor() == before.getMajor())) {
                broken.put(part.getName(), causes(part, "").toString());
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void aBreakIsSeen() throws Exception {
        Tree then = read(Files.readString(RECORD).replace("\"name\":\"find(", "\"name\":\"seek("));
        assertThat(api().diff(then).getDelta()).isEqualTo(Delta.MAJOR);
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
        return DIFFER.deserialize(new JSONCodec().dec().from(text).get(Tree.Data.class));
    }
}
