package org.penglai.crm.exchange.internal.table;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;

/**
 * Finds the character set of a text file. A byte order mark decides; then bytes that are UTF-8 throughout are UTF-8,
 * since other text hardly ever is by chance; then what Chinese spreadsheets save: GB18030, unless statistics speak
 * clearly for another one.
 */
final class EncodingDetection {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Sets that GB18030 contains; what calls itself so often holds characters beyond them. */
    private static final Set<String> WITHIN_GB18030 = Set.of("GB2312", "GBK", "x-mswin-936");

    /** By how much the statistics must prefer another set, of 100. */
    private static final int CLEARLY = 20;

    private static final Charset BIG5 = Charset.forName("Big5");
    private static final double ALMOST_ALL = 0.95;
    private static final double MUCH = 0.2;

    private static final int HEAD = 64 * 1024;

    private EncodingDetection() {}

    /** The set of that name; one that cannot be written is of no use, since rejected rows go back in it. */
    static Charset named(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            if (!charset.canEncode()) {
                throw unknown();
            }
            return WITHIN_GB18030.contains(charset.name()) ? GB18030 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unknown();
        }
    }

    private static Malformed unknown() {
        return new Malformed(
                "badEncoding",
                Localized.of("不支持的文件编码。", "The encoding is not known."),
                Violation.of("encoding", "badEncoding", "不支持的文件编码。", "The encoding is not known."));
    }

    /** The set that the file's byte order mark tells, null without one. */
    static Charset marked(Source source) throws IOException {
        byte[] head = head(source, 3);
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }

    /** The set of a file without a mark. */
    static Charset guess(Source source) throws IOException {
        byte[] head = head(source, HEAD);
        Charset wide = withoutMark(head);
        if (wide != null) {
            return wide;
        }
        if (decodes(source, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        return byStatistics(head, decodes(source, GB18030));
    }

    /** UTF-16 without a mark: in tables every other byte of delimiters, digits and line ends is zero. */
    private static Charset withoutMark(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (even + odd == 0) {
            return null;
        }
        return odd >= even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static Charset byStatistics(byte[] head, boolean mayBeGb18030) {
        CharsetMatch[] matches = new CharsetDetector().setText(head).detectAll();
        int confidence = 0;
        for (CharsetMatch match : matches) {
            if (match.getName().equals("GB18030")) {
                confidence = match.getConfidence();
            }
        }
        if (looksLikeBig5(head)) {
            return BIG5;
        }
        CharsetMatch best = matches.length == 0 ? null : matches[0];
        boolean another = best != null
                && Charset.isSupported(best.getName())
                && Charset.forName(best.getName()).canEncode()
                && (!mayBeGb18030 || best.getConfidence() >= confidence + CLEARLY);
        return another ? Charset.forName(best.getName()) : GB18030;
    }

    /**
     * Traditional characters from Taiwan and Hong Kong: read as Big5 nearly all are common ones, read as GB18030 many
     * are rare. The statistics below do not tell them apart in short files.
     */
    private static boolean looksLikeBig5(byte[] head) {
        double asBig5 = common(head, BIG5, BIG5, 0xA1, 0xC6);
        double asGb18030 = common(head, GB18030, Charset.forName("GB2312"), 0xA1, 0xD7);
        return asBig5 > ALMOST_ALL && asBig5 > asGb18030 + MUCH;
    }

    /** Share of common characters among those beyond ASCII, by the first byte that they have in a set. */
    private static double common(byte[] head, Charset charset, Charset set, int from, int to) {
        CharsetEncoder encoder = set.newEncoder();
        String text = new String(head, charset);
        int all = 0;
        int common = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                all++;
                if (encoder.canEncode(c)) {
                    byte[] bytes = String.valueOf(c).getBytes(set);
                    common += (bytes[0] & 0xff) >= from && (bytes[0] & 0xff) <= to ? 1 : 0;
                }
            }
        }
        return all == 0 ? 0 : (double) common / all;
    }

    private static boolean decodes(Source source, Charset charset) throws IOException {
        char[] buffer = new char[HEAD];
        try (Reader reader = new InputStreamReader(source.open(), charset.newDecoder())) {
            while (reader.read(buffer) >= 0) {
                continue;
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static byte[] head(Source source, int length) throws IOException {
        try (InputStream in = source.open()) {
            return in.readNBytes(length);
        }
    }
}
