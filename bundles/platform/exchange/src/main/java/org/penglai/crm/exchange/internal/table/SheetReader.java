package org.penglai.crm.exchange.internal.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the rows of a sheet as they come. For one sheet, for one thread. */
final class SheetReader {

    private static final int MOST_COLUMNS = 1_000;
    private static final int LONGEST_TEXT = 1024 * 1024;

    private final XMLStreamReader xml;
    private final SharedStrings strings;
    private final NumberFormats formats;
    private final Sink sink;
    private final List<String> cells = new ArrayList<>();

    /** Takes a row. */
    @FunctionalInterface
    public interface Sink {
        void row(List<String> cells) throws IOException;
    }

    SheetReader(XMLStreamReader xml, SharedStrings strings, NumberFormats formats, Sink sink) {
        this.xml = xml;
        this.strings = strings;
        this.formats = formats;
        this.sink = sink;
    }

    void read() throws XMLStreamException, IOException {
        while (xml.hasNext()) {
            if (xml.isStartElement() && xml.getLocalName().equals("c")) {
                cell();
            } else if (xml.isEndElement() && xml.getLocalName().equals("row")) {
                endRow();
            }
            xml.next();
        }
    }

    private void endRow() throws IOException {
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isBlank()) {
            cells.remove(cells.size() - 1);
        }
        if (!cells.isEmpty()) {
            sink.row(List.copyOf(cells));
            cells.clear();
        }
    }

    /** A cell says where it is, or follows the one before. */
    private void cell() throws XMLStreamException, IOException {
        String name = xml.getAttributeValue(null, "r");
        int column = name == null ? cells.size() : CellName.columnOf(name);
        String type = xml.getAttributeValue(null, "t");
        String style = xml.getAttributeValue(null, "s");
        String text = value(type == null ? "n" : type, number(style));
        if (text.isBlank()) {
            return;
        }
        if (column < 0 || column >= MOST_COLUMNS) {
            throw Refusals.of("tooManyColumns", "表格的列数过多。", "The table has too many columns.");
        }
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, text);
    }

    private String value(String type, int style) throws XMLStreamException, IOException {
        String text = "";
        while (!(xml.isEndElement() && xml.getLocalName().equals("c"))) {
            if (xml.isStartElement() && xml.getLocalName().equals("v")) {
                text = characters();
            } else if (xml.isStartElement() && xml.getLocalName().equals("is")) {
                text = text(xml);
            } else {
                xml.next();
                continue;
            }
            xml.next();
        }
        return switch (type) {
            case "s" -> strings.get(number(text.strip()));
            case "n" -> text.isBlank() ? "" : formats.text(text.strip(), style);
            case "b" -> text.strip().equals("1") ? "TRUE" : "FALSE";
            case "d" -> text.replaceFirst("T00:00:00(\\.0+)?Z?$", "");
            case "inlineStr" -> text;
            default -> CellName.unescaped(text);
        };
    }

    /** Text of the element that the reader stands at, up to its end. */
    private String characters() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (!xml.isEndElement()) {
            append(xml, text);
            xml.next();
        }
        return text.toString();
    }

    /** Text of a string element, made of runs; how it is pronounced is left out. Leaves the reader at its end. */
    static String text(XMLStreamReader xml) throws XMLStreamException {
        String end = xml.getLocalName();
        StringBuilder text = new StringBuilder();
        boolean shown = false;
        int pronounced = 0;
        while (!(xml.isEndElement() && xml.getLocalName().equals(end))) {
            if (xml.isStartElement() || xml.isEndElement()) {
                String name = xml.getLocalName();
                shown = name.equals("t") && xml.isStartElement();
                pronounced += name.equals("rPh") ? xml.isStartElement() ? 1 : -1 : 0;
            } else if (shown && pronounced == 0) {
                append(xml, text);
            }
            xml.next();
        }
        return CellName.unescaped(text.toString());
    }

    private static void append(XMLStreamReader xml, StringBuilder text) {
        if (xml.isCharacters()) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            if (text.length() > LONGEST_TEXT) {
                throw Refusals.tooLarge();
            }
        }
    }

    private static int number(String text) {
        if (text == null || text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Integer.parseInt(text);
    }
}
