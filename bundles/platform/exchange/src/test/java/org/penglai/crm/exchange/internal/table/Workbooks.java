package org.penglai.crm.exchange.internal.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks put together by hand, good ones and bad ones. */
final class Workbooks {

    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"a\" Target=\"worksheets/first.xml\"/>"
                    + "<Relationship Id=\"b\" Target=\"/xl/worksheets/second.xml\"/></Relationships>";
    private static final String BOOK = "<workbook " + MAIN
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
            + "<sheet name=\"客户\" sheetId=\"1\" r:id=\"a\"/><sheet name=\"其他\" sheetId=\"2\" r:id=\"b\"/></sheets></workbook>";
    private static final String STYLES = "<styleSheet " + MAIN + "><numFmts>"
            + "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"000000\"/>"
            + "<numFmt numFmtId=\"166\" formatCode=\"[Red]#,##0.00&quot;days&quot;\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"
            + "<xf numFmtId=\"22\"/><xf numFmtId=\"10\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/>"
            + "</cellXfs></styleSheet>";
    private static final String STRINGS = "<sst " + MAIN + "><si><t>名称</t></si>"
            + "<si><r><t>海</t></r><r><t xml:space=\"preserve\">源 </t></r><rPh sb=\"0\" eb=\"1\"><t>hai</t></rPh></si>"
            + "<si><t>a_x000D_b</t></si></sst>";

    private Workbooks() {}

    static Map<String, byte[]> parts(String rows) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(parts, "xl/workbook.xml", BOOK);
        put(parts, "xl/_rels/workbook.xml.rels", RELATIONS);
        put(parts, "xl/styles.xml", STYLES);
        put(parts, "xl/sharedStrings.xml", STRINGS);
        put(parts, "xl/worksheets/first.xml", sheet(rows));
        put(parts, "xl/worksheets/second.xml", sheet("<row><c t=\"inlineStr\"><is><t>第二</t></is></c></row>"));
        return parts;
    }

    static String sheet(String rows) {
        return "<worksheet " + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>";
    }

    static void put(Map<String, byte[]> parts, String name, String xml) {
        parts.put(name, xml.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return out.toByteArray();
    }

    /** A part of so many bytes of nothing, packed to a thousandth. */
    static byte[] bomb(Map<String, byte[]> parts, String name, long size) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                if (part.getKey().equals(name)) {
                    byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                    for (long written = 0; written < size; written += blanks.length) {
                        zip.write(blanks);
                    }
                }
            }
        }
        return out.toByteArray();
    }

    static List<List<String>> rows(byte[] workbook, String sheet) throws IOException {
        Path file = Files.createTempFile("workbook", ".xlsx");
        try {
            Files.write(file, workbook);
            try (Workbook book = new Workbook(file)) {
                List<List<String>> rows = new ArrayList<>();
                book.check(book.sheet(sheet));
                book.rows(book.sheet(sheet), rows::add);
                return rows;
            }
        } finally {
            Files.delete(file);
        }
    }
}
