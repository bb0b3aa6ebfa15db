package org.penglai.crm.rest.internal.resource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.records.spi.RecordQueries.JsonRecord;

/** Answers that several resources give. */
final class Answers {
    /** Named, and not with the weight 0. */
    private static final Pattern TAKES_GZIP = Pattern.compile("(?i)\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

    private static final String VARY = "Cookie, Authorization";

    private Answers() {}

    static Response json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
    }

    /** A long text without secrets, compressed for whoever takes that: at the start of every visit, the line is what counts. */
    static Response compressed(HttpServletRequest request, byte[] body) {
        Response.ResponseBuilder answer =
                Response.ok().type(MediaType.APPLICATION_JSON_TYPE).header("Vary", VARY + ", Accept-Encoding");
        String encodings = request.getHeader("Accept-Encoding");
        if (encodings == null || !TAKES_GZIP.matcher(encodings).find()) {
            return answer.entity(body).build();
        }
        return answer.header("Content-Encoding", "gzip").entity(gzip(body)).build();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A record, which clients may keep but must ask about again. */
    static Response record(int status, JsonRecord record) {
        return tagged(status, record.etag())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(record.body())
                .build();
    }

    static Response notModified(String etag) {
        return tagged(304, etag).build();
    }

    /** @param etag with its quotes */
    static Response.ResponseBuilder tagged(int status, String etag) {
        return Response.status(status)
                .header("ETag", etag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", VARY);
    }
}
