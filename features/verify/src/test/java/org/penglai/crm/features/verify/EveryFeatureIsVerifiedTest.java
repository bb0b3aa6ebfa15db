package org.penglai.crm.features.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The names given to the verify goal are exactly the features of our files: none is missed, none matches nothing. */
class EveryFeatureIsVerifiedTest {

    @ParameterizedTest
    @CsvSource({"verify.platform, tp crm", "verify.capabilities, customers sales receivables support acme-loyalty"})
    void listedNamesAreTheFeaturesOfTheFiles(String property, String modules) throws Exception {
        List<String> defined = new ArrayList<>();
        for (String module : modules.split(" ")) {
            defined.addAll(featuresOf(new File("../" + module + "/src/main/features/features.xml")));
        }
        assertThat(System.getProperty(property).split(",")).containsExactlyInAnyOrderElementsOf(defined);
    }

    private static List<String> featuresOf(File file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element features = factory.newDocumentBuilder().parse(file).getDocumentElement();
        List<String> names = new ArrayList<>();
        NodeList children = features.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child && child.getTagName().equals("feature")) {
                names.add(child.getAttribute("name"));
            }
        }
        return names;
    }
}
