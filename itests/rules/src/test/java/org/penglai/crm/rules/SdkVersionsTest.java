package org.penglai.crm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Third parties build with the versions that we build with: what has no parent must not drift away. */
class SdkVersionsTest {
    private static final Path ROOT = Path.of(System.getProperty("crm.root"));
    private static final XPath XPATH = XPathFactory.newInstance().newXPath();
    private static final String OWN = "org.penglai.crm";

    @Test
    void theBillOfMaterialsNamesOurVersions() throws Exception {
        Document root = pom("pom.xml");
        Map<String, String> ours = versions(root, "/project/dependencyManagement//dependency");
        versions(pom("bundles/sdk/bom/pom.xml"), "/project/dependencyManagement//dependency")
                .forEach((artifact, version) -> assertThat(version)
                        .as(artifact)
                        .isEqualTo(artifact.startsWith(OWN) ? text(root, "/project/version") : ours.get(artifact)));
    }

    @Test
    void theArchetypeBuildsWithOurPlugins() throws Exception {
        Map<String, String> ours = versions(pom("pom.xml"), "/project/build/pluginManagement//plugin");
        Map<String, String> theirs = versions(
                pom("bundles/sdk/archetype/src/main/resources/archetype-resources/pom.xml"), "/project/build//plugin");
        assertThat(theirs).isNotEmpty();
        theirs.forEach((artifact, version) -> assertThat(version).as(artifact).isEqualTo(ours.get(artifact)));
    }

    private static Map<String, String> versions(Document pom, String elements) throws Exception {
        Map<String, String> versions = new HashMap<>();
        NodeList found = (NodeList) XPATH.evaluate(elements, pom, XPathConstants.NODESET);
        for (int i = 0; i < found.getLength(); i++) {
            Element element = (Element) found.item(i);
            String version = child(element, "version");
            if (version != null) {
                String value = version.startsWith("${")
                        ? text(
                                pom,
                                "/project/properties/*[name()='" + version.substring(2, version.length() - 1) + "']")
                        : version;
                versions.put(child(element, "groupId") + ":" + child(element, "artifactId"), value);
            }
        }
        return versions;
    }

    private static String child(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? null : found.item(0).getTextContent().strip();
    }

    private static String text(Document pom, String path) {
        try {
            return XPATH.evaluate(path, pom).strip();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static Document pom(String path) throws Exception {
        File file = ROOT.resolve(path).toFile();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file);
    }
}
