package org.penglai.crm.modules.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What a features file refers to, read before the container sees it.
 *
 * @param features names
 * @param bundles addresses
 */
record FeaturesFile(Set<String> features, List<String> bundles) {

    /**
     * Reads a file.
     *
     * @throws Invalid if it is no features file
     */
    static FeaturesFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilder parser = parser();
            parser.setErrorHandler(new DefaultHandler());
            Document document = parser.parse(in);
            if (!"features".equals(document.getDocumentElement().getLocalName())) {
                throw broken(file.getFileName() + " does not start with <features>");
            }
            return new FeaturesFile(features(document), bundles(document));
        } catch (SAXException e) {
            throw broken(file.getFileName() + ": " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has an XML parser", e);
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder();
    }

    private static Set<String> features(Document document) {
        Set<String> names = new TreeSet<>();
        NodeList children = document.getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element && "feature".equals(element.getLocalName())) {
                names.add(element.getAttribute("name"));
            }
        }
        return names;
    }

    private static List<String> bundles(Document document) {
        List<String> addresses = new ArrayList<>();
        NodeList elements = document.getElementsByTagNameNS("*", "bundle");
        for (int i = 0; i < elements.getLength(); i++) {
            addresses.add(elements.item(i).getTextContent().strip());
        }
        return addresses;
    }

    private static Invalid broken(String reason) {
        return new Invalid(Violation.of(
                "kar", "brokenFeatures", "模块包中的 features 文件有误：" + reason, "Its features file is broken: " + reason));
    }
}
