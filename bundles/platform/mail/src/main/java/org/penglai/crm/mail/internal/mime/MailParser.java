package org.penglai.crm.mail.internal.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.mail.Header;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MailDateFormat;
import javax.mail.internet.MimeMessage;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.mail.internal.html.CleanHtml;

/** Takes mails apart, however they are written, as far as it can be done. Safe for any thread. */
public final class MailParser {
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,390}>");
    private static final int LONGEST_SUBJECT = 500;
    private static final int MOST_REFERENCES = 100;

    private final Session session = Session.getInstance(new Properties());

    /**
     * The headers alone: enough to tell which mail it is.
     *
     * @throws UnreadableMail if there are none
     */
    public ParsedMail headers(InputStream source) throws UnreadableMail {
        return guarded(() -> told(new HeaderLines(source).map(), null));
    }

    /**
     * The whole mail.
     *
     * @param source can be read again and again while the contents of files are needed
     * @throws UnreadableMail if it cannot be taken apart
     */
    public ParsedMail parse(InputStream source) throws UnreadableMail {
        return guarded(() -> {
            MimeMessage message = new MimeMessage(session, source);
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
            PartReading reading = new PartReading();
            Body body = reading.read(message);
            return told(headers, new Read(body, reading.files()));
        });
    }

    private record Read(Body body, List<PartReading.Found> files) {}

    private static ParsedMail told(Map<String, List<String>> raw, Read read) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        raw.forEach((name, values) ->
                headers.put(name, values.stream().map(HeaderText::decode).toList()));
        List<MailAddress> from = AddressLine.read(first(raw, "From"));
        List<MailAddress> replyTo = AddressLine.read(first(raw, "Reply-To"));
        String subject = cut(first(headers, "Subject"), LONGEST_SUBJECT);
        MailAddress author = from.isEmpty() ? null : from.get(0);
        String contentType = first(headers, "Content-Type").toLowerCase(Locale.ROOT);
        FileNames names = FileNames.of(read == null ? List.of() : read.files());
        String markup =
                read == null || read.body().html() == null ? "" : read.body().html();
        CleanHtml.Result clean = CleanHtml.clean(markup, names.byContentId());
        String text =
                read == null ? "" : read.body().text() != null ? read.body().text() : PlainText.of(clean.html());
        return new ParsedMail(
                ids(first(raw, "Message-ID")).stream().findFirst().orElse(""),
                ids(first(raw, "In-Reply-To")),
                ids(first(raw, "References")),
                author,
                replyTo.isEmpty() && author != null ? List.of(author) : replyTo,
                all(raw, "To"),
                all(raw, "Cc"),
                subject,
                date(first(raw, "Date")),
                text.replace("\r\n", "\n").replace("\u0000", "").strip(),
                clean.html(),
                names.files(clean.shown()),
                new Origins(headers).of(author, subject, contentType),
                headers);
    }

    private static List<MailAddress> all(Map<String, List<String>> raw, String name) {
        return raw.getOrDefault(name, List.of()).stream()
                .flatMap(line -> AddressLine.read(line).stream())
                .toList();
    }

    private static List<String> ids(String raw) {
        Matcher matcher = ID.matcher(raw);
        List<String> found = Stream.iterate(matcher.find(), more -> more, more -> matcher.find())
                .map(more -> matcher.group())
                .distinct()
                .toList();
        return found.subList(Math.max(0, found.size() - MOST_REFERENCES), found.size());
    }

    private static Instant date(String raw) {
        if (raw.isBlank()) {
            return null;
        }
        try {
            Date date = new MailDateFormat().parse(raw.strip());
            return date == null ? null : date.toInstant();
        } catch (ParseException e) {
            return null;
        }
    }

    private static String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() || values.get(0) == null ? "" : values.get(0);
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    private static ParsedMail guarded(Reading reading) throws UnreadableMail {
        try {
            return reading.read();
        } catch (MessagingException | IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UnreadableMail(cut(reason, LONGEST_SUBJECT), e);
        } catch (StackOverflowError e) {
            throw new UnreadableMail("nested too deeply", e);
        }
    }

    @FunctionalInterface
    private interface Reading {
        ParsedMail read() throws MessagingException, IOException, UnreadableMail;
    }

    /** The lines before the first empty one, one character a byte. */
    private static final class HeaderLines {
        private static final int MOST = 1 << 20;
        private final Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        HeaderLines(InputStream source) throws IOException {
            String all = new String(source.readNBytes(MOST), StandardCharsets.ISO_8859_1);
            String head = all.split("\\r?\\n\\r?\\n", 2)[0];
            for (String line : head.split("\\r?\\n(?![ \\t])")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    map.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                            .add(line.substring(colon + 1).strip());
                }
            }
        }

        Map<String, List<String>> map() {
            return map;
        }
    }
}
