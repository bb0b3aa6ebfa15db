package org.penglai.crm.exchange.internal.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What a file is, told by what is in it, whatever it is called. */
public enum FileKind {
    CSV("csv"),
    XLSX("xlsx"),
    VCARD("vcf");

    private static final String ZIP = "504b0304";
    private static final String EMPTY_ZIP = "504b0506";
    private static final String OLE = "d0cf11e0a1b11ae1";
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    /** First bytes of pictures, documents and archives. */
    private static final List<String> OTHERS =
            List.of("25504446", "89504e47", "ffd8ff", "47494638", "52617221", "377abcaf", "1f8b08", "7b5c727466");

    private static final int HEAD = 4_096;

    private final String code;

    FileKind(String code) {
        this.code = code;
    }

    /** As in file names. */
    public String code() {
        return code;
    }

    /**
     * @throws org.penglai.crm.api.error.Malformed if it is nothing that can be imported
     */
    public static FileKind of(Source source) throws IOException {
        String magic = HexFormat.of().formatHex(EncodingDetection.head(source, 8));
        if (magic.startsWith(ZIP) || magic.startsWith(EMPTY_ZIP)) {
            return XLSX;
        }
        if (magic.startsWith(OLE)) {
            throw isEncrypted(source) ? Refusals.encrypted() : Refusals.oldWorkbook();
        }
        if (OTHERS.stream().anyMatch(magic::startsWith)) {
            throw Refusals.noTable();
        }
        Charset marked = EncodingDetection.marked(source);
        Charset charset = marked == null ? EncodingDetection.guess(source) : marked;
        String head = head(source, new TableFormat(charset, marked != null, ',', "\n"));
        if (head.chars().anyMatch(FileKind::isBinary)) {
            throw Refusals.noTable();
        }
        String start = head.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<html")
                || start.startsWith("<!doctype")
                || start.startsWith("<?xml")
                || start.startsWith("<table")) {
            throw Refusals.noTable();
        }
        return start.startsWith("begin:vcard") ? VCARD : CSV;
    }

    private static boolean isBinary(int c) {
        return c < ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f' && c != 0x1a && c != 0x0b;
    }

    private static String head(Source source, TableFormat format) throws IOException {
        try (Reader reader = format.read(source.open())) {
            char[] buffer = new char[HEAD];
            int length = Math.max(0, reader.read(buffer));
            return new String(buffer, 0, length);
        }
    }

    /** An encrypted workbook is a container whose directory names the package. */
    private static boolean isEncrypted(Source source) throws IOException {
        try (InputStream in = source.open()) {
            int matched = 0;
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    matched = buffer[i] == ENCRYPTED[matched] ? matched + 1 : buffer[i] == ENCRYPTED[0] ? 1 : 0;
                    if (matched == ENCRYPTED.length) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
