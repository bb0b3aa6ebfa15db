package org.penglai.crm.itests.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks as an attacker or a broken program makes them. */
public final class Workbooks {
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATIONS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    private static final String BOOK = "<workbook " + MAIN
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
            + "<sheet name=\"客户\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>";

    private Workbooks() {}

    /**
     * A workbook of one sheet.
     *
     * @param before what stands before the sheet's root element
     * @param rows XML of the rows
     * @param blanks megabytes of blanks behind it, which pack to next to nothing
     */
    public static byte[] sheet(String before, String rows, int blanks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(zip, "xl/workbook.xml", BOOK);
            part(zip, "xl/_rels/workbook.xml.rels", RELATIONS);
            part(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    before + "<worksheet " + MAIN + "><sheetData>" + rows + "</sheetData></worksheet>");
            byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < blanks; i++) {
                zip.write(megabyte);
            }
        }
        return out.toByteArray();
    }

    /** An archive with one part. */
    public static byte[] archive(String part, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            part(zip, part, content);
        }
        return out.toByteArray();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
