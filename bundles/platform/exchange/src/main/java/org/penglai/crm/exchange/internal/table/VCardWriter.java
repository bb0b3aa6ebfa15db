package org.penglai.crm.exchange.internal.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.VCardProperty;

/** Writes each row as a vCard, version 4.0 (RFC 6350) or 3.0 (RFC 2426), in UTF-8. */
public final class VCardWriter implements TableWriter {

    private static final int LONGEST_LINE = 75;

    private final OutputStream out;
    private final String version;
    private final List<VCardProperty> properties;

    /** @param properties what the columns hold, in order */
    public VCardWriter(OutputStream out, String version, List<VCardProperty> properties) {
        this.out = new BufferedOutputStream(out);
        this.version = version;
        this.properties = List.copyOf(properties);
    }

    @Override
    public void header(List<String> titles) {
        // Cards name their properties themselves.
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        Map<VCardProperty, String> card = new EnumMap<>(VCardProperty.class);
        for (int column = 0; column < properties.size(); column++) {
            if (!cells.get(column).text().isEmpty()) {
                card.put(properties.get(column), cells.get(column).text());
            }
        }
        String name = card.getOrDefault(VCardProperty.FULL_NAME, "");
        line("BEGIN:VCARD");
        line("VERSION:" + version);
        line("FN:" + escaped(name));
        line("N:" + escaped(name) + ";;;;");
        List<String> organization = new ArrayList<>();
        organization.add(escaped(card.getOrDefault(VCardProperty.ORGANIZATION, "")));
        if (card.containsKey(VCardProperty.DEPARTMENT)) {
            organization.add(escaped(card.get(VCardProperty.DEPARTMENT)));
        }
        if (!String.join("", organization).isEmpty()) {
            line("ORG:" + String.join(";", organization));
        }
        for (Map.Entry<VCardProperty, String> entry : card.entrySet()) {
            String text = entry.getValue();
            switch (entry.getKey()) {
                case TITLE -> line("TITLE:" + escaped(text));
                case MOBILE -> line("TEL;TYPE=cell:" + escaped(text));
                case PHONE -> line("TEL;TYPE=" + (version.equals("3.0") ? "work,voice" : "work") + ":" + escaped(text));
                case EMAIL -> line("EMAIL" + (version.equals("3.0") ? ";TYPE=internet" : "") + ":" + escaped(text));
                case WECHAT -> line("X-WECHAT:" + escaped(text));
                case BIRTHDAY -> line("BDAY:" + (version.equals("3.0") ? text : text.replace("-", "")));
                case URL -> line("URL:" + text);
                case NOTE -> line("NOTE:" + escaped(text));
                default -> {
                    // Written above.
                }
            }
        }
        line("END:VCARD");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\r\n", "\n")
                .replace("\n", "\\n")
                .replace(",", "\\,")
                .replace(";", "\\;");
    }

    /** Folded at 75 bytes, never inside a character. */
    private void line(String text) throws IOException {
        int length = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            byte[] bytes = Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8);
            if (length + bytes.length > LONGEST_LINE) {
                out.write("\r\n ".getBytes(StandardCharsets.UTF_8));
                length = 1;
            }
            out.write(bytes);
            length += bytes.length;
        }
        out.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
