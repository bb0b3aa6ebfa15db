package org.penglai.crm.rest.internal.resource;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.rest.internal.json.Json;

/** Creates a record, at most once for each key that the client makes up. */
@Component(service = RecordCreation.class)
public final class RecordCreation {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final RecordWrites writes;
    private final RecordAnswers answers;
    private final Json json;

    @Activate
    public RecordCreation(@Reference RecordWrites writes, @Reference RecordAnswers answers, @Reference Json json) {
        this.writes = writes;
        this.answers = answers;
        this.json = json;
    }

    /** @param key of the Idempotency-Key header, null if there is none */
    Response create(Caller caller, String type, Map<String, Object> values, String key) {
        RecordChange.Create change = new RecordChange.Create(type, values);
        if (key == null) {
            RecordSnapshot created = writes.apply(caller, List.of(change)).get(0);
            return answers.written(201, caller, type, created.id(), created.version());
        }
        if (!KEY.matcher(key).matches()) {
            throw new Malformed(
                    "malformedIdempotencyKey",
                    Localized.of(
                            "Idempotency-Key 应为 1 到 255 个可见 ASCII 字符。",
                            "Idempotency-Key must be 1 to 255 visible ASCII characters."));
        }
        RecordWrites.Once once = writes.createOnce(caller, change, key, hash(json.write(List.of(type, values))));
        return answers.written(201, caller, type, once.recordId(), 1);
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
