package org.penglai.crm.mail.internal.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.mail.MessagingException;
import javax.mail.Part;
import javax.mail.internet.ContentType;
import javax.mail.internet.MimeBodyPart;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import javax.mail.internet.MimePart;
import javax.mail.internet.ParseException;

/** Walks through the parts of a mail. For one mail. */
final class PartReading {
    private static final int DEEPEST = 50;
    private static final int MOST_PARTS = 1_000;
    /** A body beyond that is a file. */
    private static final int LONGEST_BODY = 10 << 20;

    private static final Pattern META =
            Pattern.compile("<meta[^>]+charset=[\"']?([\\w\\-]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern TYPE = Pattern.compile("^\\s*([\\w.+-]+)/([\\w.+-]+)");
    private static final Pattern NAME = Pattern.compile("name\\s*=\\s*\"?([^\";\\n]+)", Pattern.CASE_INSENSITIVE);

    private final List<Found> files = new ArrayList<>();
    private int parts;

    /** A file, before it has a name of its own; null for what it does not say. */
    record Found(String name, String mediaType, String contentId, long size, ParsedMail.Content content) {}

    List<Found> files() {
        return files;
    }

    Body read(MimePart part) throws MessagingException, IOException, UnreadableMail {
        return read(part, 0);
    }

    private Body read(MimePart part, int depth) throws MessagingException, IOException, UnreadableMail {
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            throw new UnreadableMail(depth > DEEPEST ? "nested too deeply" : "too many parts");
        }
        ContentType type = type(part);
        if (type.match("multipart/*")) {
            return multipart(part, type, depth);
        }
        String name = name(part, type);
        boolean attached = isAttached(part) || name != null;
        if (!attached && (type.match("text/plain") || type.match("text/html"))) {
            Body body = text(part, type);
            if (body != null) {
                return body;
            }
        }
        if (type.match("application/ms-tnef") || "winmail.dat".equalsIgnoreCase(name)) {
            Body body = tnef(part);
            if (body != null) {
                return body;
            }
        }
        add(part, type, name);
        return Body.NONE;
    }

    private Body multipart(MimePart part, ContentType type, int depth)
            throws MessagingException, IOException, UnreadableMail {
        List<Body> bodies = new ArrayList<>();
        List<MimePart> children = children(part);
        for (MimePart child : children) {
            bodies.add(read(child, depth + 1));
        }
        return type.match("multipart/alternative") ? Body.alternatives(bodies) : Body.sequence(bodies);
    }

    private static List<MimePart> children(MimePart part) throws MessagingException {
        List<MimePart> children = new ArrayList<>();
        MimeMultipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
        int count;
        try {
            count = multipart.getCount();
        } catch (MessagingException empty) {
            // No boundary where one was announced: nothing in it, or all of it is text before the first part.
            count = 0;
        }
        for (int i = 0; i < count; i++) {
            children.add((MimePart) multipart.getBodyPart(i));
        }
        return children;
    }

    /** @return null if it is too long for a body */
    private static Body text(MimePart part, ContentType type) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = open(part)) {
            bytes = in.readNBytes(LONGEST_BODY + 1);
        }
        if (bytes.length > LONGEST_BODY) {
            return null;
        }
        String charset = type.getParameter("charset");
        if (type.match("text/plain")) {
            return new Body(MailCharsets.decode(bytes, charset), null);
        }
        if (charset == null) {
            Matcher meta =
                    META.matcher(new String(bytes, 0, Math.min(bytes.length, 4_096), StandardCharsets.ISO_8859_1));
            charset = meta.find() ? meta.group(1) : null;
        }
        return new Body(null, MailCharsets.decode(bytes, charset));
    }

    private Body tnef(MimePart part) throws MessagingException, IOException {
        byte[] bytes;
        try (InputStream in = open(part)) {
            bytes = in.readAllBytes();
        }
        Tnef.Content content = Tnef.read(bytes);
        if (content == null) {
            return null;
        }
        content.files()
                .forEach(file -> files.add(new Found(
                        file.name,
                        file.mediaType == null ? "application/octet-stream" : file.mediaType,
                        file.contentId,
                        file.data.length,
                        () -> new ByteArrayInputStream(file.data))));
        return content.body();
    }

    private void add(MimePart part, ContentType type, String name) throws MessagingException, IOException {
        String id = part.getContentID();
        long size;
        try (InputStream in = open(part)) {
            size = in.transferTo(OutputStream.nullOutputStream());
        }
        if (size == 0 && name == null) {
            return;
        }
        files.add(new Found(
                name,
                type.getBaseType().toLowerCase(Locale.ROOT),
                id == null ? null : id.replaceAll("[<>\\s]", ""),
                size,
                () -> reopen(part)));
    }

    private static InputStream reopen(MimePart part) throws IOException {
        try {
            return open(part);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static InputStream open(MimePart part) throws MessagingException, IOException {
        InputStream raw = part instanceof MimeMessage message
                ? message.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream();
        String encoding = part.getHeader("Content-Transfer-Encoding", null);
        return TransferDecoding.of(raw, encoding);
    }

    private static ContentType type(MimePart part) throws MessagingException {
        String raw = part.getHeader("Content-Type", null);
        if (raw == null || raw.isBlank()) {
            return new ContentType("text", "plain", null);
        }
        try {
            return new ContentType(raw.replaceAll("\\r?\\n", ""));
        } catch (ParseException broken) {
            Matcher plain = TYPE.matcher(raw);
            return plain.find()
                    ? new ContentType(plain.group(1), plain.group(2), null)
                    : new ContentType("application", "octet-stream", null);
        }
    }

    private static boolean isAttached(MimePart part) throws MessagingException {
        String raw = part.getHeader("Content-Disposition", null);
        return raw != null && raw.strip().toLowerCase(Locale.ROOT).startsWith(Part.ATTACHMENT);
    }

    private static String name(MimePart part, ContentType type) throws MessagingException {
        String name;
        try {
            name = part.getFileName();
        } catch (ParseException broken) {
            name = null;
        }
        if (name == null) {
            name = type.getParameter("name");
        }
        if (name == null) {
            // Written without quotation marks or codes, as the rules do not allow.
            Matcher matcher = NAME.matcher(
                    part.getHeader("Content-Disposition", ";") + "\n" + part.getHeader("Content-Type", ";"));
            name = matcher.find() ? matcher.group(1) : null;
        }
        String plain = name == null ? "" : HeaderText.decode(name);
        return plain.isBlank() ? null : plain;
    }
}
