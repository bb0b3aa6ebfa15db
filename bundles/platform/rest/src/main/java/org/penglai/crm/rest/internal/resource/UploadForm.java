package org.penglai.crm.rest.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.jaxrs.ext.MessageContext;
import org.apache.cxf.jaxrs.ext.multipart.Attachment;
import org.apache.cxf.jaxrs.ext.multipart.ContentDisposition;
import org.apache.cxf.jaxrs.utils.multipart.AttachmentUtils;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.rest.internal.problem.Refusal;

/** The parts of an uploaded form: one file and short texts. The file lies on disk while the request lasts. */
final class UploadForm implements AutoCloseable {
    private static final int TEXT_LIMIT = 64 * 1024;
    private static final int NAME_LIMIT = 200;

    private final Attachment file;
    private final Map<String, String> texts;
    private boolean opened;

    private UploadForm(Attachment file, Map<String, String> texts) {
        this.file = file;
        this.texts = texts;
    }

    /**
     * @param names parts that may be there besides the file
     * @throws Malformed if it is no form
     * @throws Invalid if the file is missing or a part is unknown
     */
    static UploadForm read(MessageContext context, Set<String> names) throws IOException {
        List<Attachment> parts = parts(context);
        boolean good = false;
        try {
            UploadForm form = of(parts, names);
            good = true;
            return form;
        } finally {
            if (!good) {
                for (Attachment part : parts) {
                    part.getDataHandler().getInputStream().close();
                }
            }
        }
    }

    private static List<Attachment> parts(MessageContext context) {
        try {
            return AttachmentUtils.getMultipartBody(context).getAllAttachments();
        } catch (IllegalArgumentException e) {
            throw malformed();
        } catch (Fault e) {
            // Tells it in no other way; all else, a full disk or a broken connection, is no fault of the form's.
            if (e.getMessage() != null && e.getMessage().startsWith("Couldn't find MIME boundary")) {
                throw malformed();
            }
            throw e;
        }
    }

    private static UploadForm of(List<Attachment> parts, Set<String> names) throws IOException {
        Attachment file = null;
        Map<String, String> texts = new HashMap<>();
        for (Attachment part : parts) {
            ContentDisposition disposition = part.getContentDisposition();
            String name = disposition == null ? "" : disposition.getParameter("name");
            if ("file".equals(name) && file == null) {
                file = part;
            } else if (name != null && names.contains(name) && !texts.containsKey(name)) {
                texts.put(name, text(part));
            } else {
                throw new Invalid(Violation.of(
                        name == null ? "" : name, "unknownField", "没有这个字段或重复。", "Is unknown, or given twice."));
            }
        }
        if (file == null) {
            throw new Invalid(Violation.of("file", "required", "请选择文件。", "Choose a file."));
        }
        return new UploadForm(file, texts);
    }

    /** The part's text; null if it is missing or empty. */
    String text(String name) {
        String text = texts.get(name);
        return text == null || text.isEmpty() ? null : text;
    }

    /** All texts by name. */
    Map<String, String> texts() {
        return Map.copyOf(texts);
    }

    /** The file; the receiver closes it. */
    InputStream content() throws IOException {
        opened = true;
        return file.getDataHandler().getInputStream();
    }

    /** Name of the file on the user's computer, without folders. */
    String fileName() {
        String name = file.getContentDisposition().getFilename();
        if (name == null || name.isBlank()) {
            return "file";
        }
        String plain = utf8(name).replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
        return plain.length() > NAME_LIMIT ? plain.substring(plain.length() - NAME_LIMIT) : plain;
    }

    /** Browsers send the name in UTF-8; the header's reader takes each byte for a character. */
    private static String utf8(String name) {
        if (name.chars().anyMatch(c -> c > 0xff)) {
            return name;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }

    private static Malformed malformed() {
        return new Malformed("malformedForm", Localized.of("表单无法解析。", "The form cannot be read."));
    }

    private static String text(Attachment part) throws IOException {
        try (InputStream in = part.getDataHandler().getInputStream()) {
            byte[] bytes = in.readNBytes(TEXT_LIMIT + 1);
            if (bytes.length > TEXT_LIMIT) {
                throw Refusal.tooLarge(TEXT_LIMIT);
            }
            return new String(bytes, StandardCharsets.UTF_8).strip();
        }
    }

    /** Lets go of the file on disk, should nobody have read it. */
    @Override
    public void close() throws IOException {
        if (!opened) {
            content().close();
        }
    }
}
