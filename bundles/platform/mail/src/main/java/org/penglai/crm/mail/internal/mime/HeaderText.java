package org.penglai.crm.mail.internal.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What headers say, whatever they are written in: encoded words (RFC 2047), or bytes that nobody explains. */
final class HeaderText {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([bBqQ])\\?([^?]*)\\?=");

    private HeaderText() {}

    /** @param raw one character a byte, as the header was read; null for none */
    static String decode(String raw) {
        if (raw == null) {
            return "";
        }
        String unfolded = raw.replaceAll("\\r?\\n[ \\t]?", " ");
        StringBuilder text = new StringBuilder();
        Words words = new Words(text);
        Matcher matcher = WORD.matcher(unfolded);
        int done = 0;
        while (matcher.find()) {
            String between = unfolded.substring(done, matcher.start());
            // Blanks between two words are there for the line length only.
            if (done == 0 || !between.isBlank()) {
                words.flush();
                text.append(plain(between));
            }
            words.add(matcher.group(1), matcher.group(2), matcher.group(3));
            done = matcher.end();
        }
        words.flush();
        return text.append(plain(unfolded.substring(done))).toString().strip();
    }

    private static String plain(String raw) {
        return raw.chars().allMatch(character -> character < 0x80)
                ? raw
                : raw.chars().allMatch(character -> character < 0x100)
                        ? MailCharsets.guess(raw.getBytes(StandardCharsets.ISO_8859_1))
                        : raw;
    }

    /** Words of one character set that follow each other: some programs cut a character in two. */
    private static final class Words {
        private final StringBuilder text;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String charset;

        Words(StringBuilder text) {
            this.text = text;
        }

        void add(String wordCharset, String encoding, String content) {
            String name = wordCharset.split("\\*", 2)[0].toLowerCase(Locale.ROOT);
            if (charset != null && !charset.equals(name)) {
                flush();
            }
            charset = name;
            boolean base64 = encoding.equalsIgnoreCase("b");
            String transfer = base64 ? "base64" : "quoted-printable";
            String body = base64 ? content : content.replace('_', ' ');
            try {
                TransferDecoding.of(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), transfer)
                        .transferTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void flush() {
            if (charset != null) {
                text.append(MailCharsets.decode(bytes.toByteArray(), charset));
                bytes.reset();
                charset = null;
            }
        }
    }
}
