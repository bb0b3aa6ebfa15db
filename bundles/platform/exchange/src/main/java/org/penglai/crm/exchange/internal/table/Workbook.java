package org.penglai.crm.exchange.internal.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An xlsx file: its sheets, and the rows of one of them. For one thread. */
public final class Workbook implements Closeable {

    private static final String WORKBOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String STYLES = "xl/styles.xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String RELATION_NAMES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_NAMES = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private final WorkbookParts parts;
    private final NumberFormats formats = new NumberFormats();
    /** Name of the part by name of the sheet. */
    private final Map<String, String> sheets = new LinkedHashMap<>();

    /**
     * @throws org.penglai.crm.api.error.Malformed if it is none, or one that must not be read
     */
    public Workbook(Path file) throws IOException {
        parts = new WorkbookParts(file);
        boolean good = false;
        try {
            open();
            good = true;
        } finally {
            if (!good) {
                parts.close();
            }
        }
    }

    private void open() throws IOException {
        if (!parts.has(WORKBOOK) || !parts.has(RELATIONS)) {
            throw Refusals.noWorkbook();
        }
        Map<String, String> targets = new HashMap<>();
        parts.read(
                RELATIONS,
                xml -> elements(xml, "Relationship", () -> {
                    String target = attribute(xml, "Target");
                    targets.put(attribute(xml, "Id"), target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }));
        parts.read(WORKBOOK, xml -> {
            while (xml.hasNext()) {
                if (xml.isStartElement()) {
                    element(xml, targets);
                }
                xml.next();
            }
        });
        if (sheets.isEmpty()) {
            throw Refusals.noWorkbook();
        }
    }

    private void element(XMLStreamReader xml, Map<String, String> targets) {
        if (xml.getLocalName().equals("workbookPr")
                && attribute(xml, "date1904").matches("1|true")) {
            formats.since1904();
        }
        if (xml.getLocalName().equals("sheet") && !attribute(xml, "state").equals("veryHidden")) {
            String id = xml.getAttributeValue(RELATION_NAMES, "id");
            String part = targets.get(id == null ? xml.getAttributeValue(STRICT_NAMES, "id") : id);
            if (part != null && parts.has(part)) {
                sheets.put(attribute(xml, "name"), part);
            }
        }
    }

    /** Names of the sheets, at least one. */
    public List<String> sheets() {
        return List.copyOf(sheets.keySet());
    }

    /**
     * The name of the sheet asked for, or the first.
     *
     * @param name null or blank for the first
     * @throws org.penglai.crm.api.error.Malformed if there is none of that name
     */
    public String sheet(String name) {
        if (name == null || name.isBlank()) {
            return sheets().get(0);
        }
        if (!sheets.containsKey(name)) {
            throw Refusals.noSheet();
        }
        return name;
    }

    /** Looks at the beginning of each part that would be read, for what must not be read. */
    public void check(String sheet) throws IOException {
        for (String part : List.of(STYLES, STRINGS, sheets.get(sheet))) {
            if (parts.has(part)) {
                parts.read(part, xml -> {});
            }
        }
    }

    /** Hands over the rows of a sheet, each with its cells as texts, blank rows left out. */
    public void rows(String sheet, SheetReader.Sink sink) throws IOException {
        if (parts.has(STYLES)) {
            parts.read(STYLES, this::styles);
        }
        try (SharedStrings strings = new SharedStrings()) {
            if (parts.has(STRINGS)) {
                parts.read(STRINGS, xml -> elements(xml, "si", () -> strings.add(SheetReader.text(xml))));
            }
            parts.read(sheets.get(sheet), xml -> new SheetReader(xml, strings, formats, sink).read());
        }
    }

    private void styles(XMLStreamReader xml) throws XMLStreamException {
        boolean cells = false;
        while (xml.hasNext()) {
            if (xml.isStartElement() || xml.isEndElement()) {
                String name = xml.getLocalName();
                if (name.equals("cellXfs")) {
                    cells = xml.isStartElement();
                } else if (xml.isStartElement() && name.equals("numFmt")) {
                    formats.define(number(xml, "numFmtId"), attribute(xml, "formatCode"));
                } else if (xml.isStartElement() && name.equals("xf") && cells) {
                    formats.style(number(xml, "numFmtId"));
                }
            }
            xml.next();
        }
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }

    /** Something to do at an element. */
    @FunctionalInterface
    private interface Step {
        void take() throws XMLStreamException, IOException;
    }

    private static void elements(XMLStreamReader xml, String name, Step step) throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            if (xml.isStartElement() && xml.getLocalName().equals(name)) {
                step.take();
            }
            xml.next();
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static int number(XMLStreamReader xml, String name) {
        String value = attribute(xml, name);
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
    }
}
