package org.penglai.crm.exchange.internal.table;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.penglai.crm.api.error.Malformed;

/** Finds out how a file holds its table. */
public final class FormatDetection {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');
    private static final int HEAD = 64 * 1024;

    private FormatDetection() {}

    /**
     * @param encoding name of the character set, null or blank to detect it
     * @throws Malformed if there is no such character set
     */
    public static TableFormat detect(Source source, String encoding) throws IOException {
        Charset marked = EncodingDetection.marked(source);
        Charset charset;
        if (encoding != null && !encoding.isBlank()) {
            charset = withByteOrder(EncodingDetection.named(encoding), marked);
        } else {
            charset = marked != null ? marked : EncodingDetection.guess(source);
        }
        boolean mark = charset.equals(marked);
        String head = head(source, new TableFormat(charset, mark, ',', "\r\n"));
        return new TableFormat(charset, mark, delimiter(head), lineEnd(head));
    }

    /** Without a mark, what calls itself UTF-16 comes from Windows. */
    private static Charset withByteOrder(Charset charset, Charset marked) {
        if (!charset.equals(StandardCharsets.UTF_16)) {
            return charset;
        }
        return StandardCharsets.UTF_16BE.equals(marked) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** The one that the first line has most of, outside quotes. */
    private static char delimiter(String head) {
        char best = DELIMITERS.get(0);
        int most = 0;
        String first = head.substring(0, endOfFirstLine(head));
        for (char candidate : DELIMITERS) {
            int count = 0;
            boolean quoted = false;
            for (char c : first.toCharArray()) {
                quoted ^= c == '"';
                count += !quoted && c == candidate ? 1 : 0;
            }
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private static String lineEnd(String head) {
        int end = endOfFirstLine(head);
        if (end == head.length() || head.startsWith("\r\n", end)) {
            return "\r\n";
        }
        return head.substring(end, end + 1);
    }

    private static int endOfFirstLine(String head) {
        int start = 0;
        while (start < head.length() && isLineEnd(head.charAt(start))) {
            start++;
        }
        boolean quoted = false;
        for (int i = start; i < head.length(); i++) {
            char c = head.charAt(i);
            quoted ^= c == '"';
            if (!quoted && isLineEnd(c)) {
                return i;
            }
        }
        return head.length();
    }

    private static boolean isLineEnd(char c) {
        return c == '\r' || c == '\n';
    }

    private static String head(Source source, TableFormat format) throws IOException {
        char[] buffer = new char[HEAD];
        try (Reader reader = format.read(source.open())) {
            int length = 0;
            int read = reader.read(buffer);
            while (read > 0) {
                length += read;
                read = length < HEAD ? reader.read(buffer, length, HEAD - length) : -1;
            }
            return new String(buffer, 0, length);
        }
    }
}
