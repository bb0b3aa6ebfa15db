package org.penglai.crm.rest.internal.resource;

import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.penglai.crm.records.spi.RecordQueries.JsonRecord;

/** Answers that several resources give. */
final class Answers {
    private static final String VARY = "Cookie, Authorization";

    private Answers() {}

    static Response json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
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
