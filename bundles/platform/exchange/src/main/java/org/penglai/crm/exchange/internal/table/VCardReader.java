package org.penglai.crm.exchange.internal.table;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads vCards of versions 2.1, 3.0 and 4.0 one after the other. For one thread. */
public final class VCardReader implements Closeable {

    /** A card longer than this, its photo included, was not meant for an address book. In characters. */
    private static final int LONGEST = 8 * 1024 * 1024;

    private final BufferedReader reader;
    private String following;

    public VCardReader(Reader reader) throws IOException {
        this.reader = new BufferedReader(reader);
        this.following = this.reader.readLine();
    }

    /** The lines of the next card, null at the end. */
    public List<VCardLine> next() throws IOException {
        List<VCardLine> lines = null;
        int length = 0;
        for (String line = unfolded(); line != null; line = unfolded()) {
            length += line.length();
            if (length > LONGEST) {
                throw Refusals.tooLarge();
            }
            String plain = line.strip().toUpperCase(Locale.ROOT);
            if (plain.equals("BEGIN:VCARD")) {
                lines = new ArrayList<>();
                length = 0;
            } else if (plain.equals("END:VCARD") && lines != null) {
                return lines;
            } else if (lines != null) {
                VCardLine.parse(line).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** A line with those that continue it. */
    private String unfolded() throws IOException {
        if (following == null) {
            return null;
        }
        StringBuilder line = new StringBuilder(following);
        following = reader.readLine();
        boolean quotedPrintable = line.toString().toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
        while (following != null && line.length() <= LONGEST) {
            if (quotedPrintable && line.length() > 0 && line.charAt(line.length() - 1) == '=') {
                line.setLength(line.length() - 1);
                line.append(following.stripLeading());
            } else if (following.startsWith(" ") || following.startsWith("\t")) {
                line.append(following, 1, following.length());
            } else {
                break;
            }
            following = reader.readLine();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
