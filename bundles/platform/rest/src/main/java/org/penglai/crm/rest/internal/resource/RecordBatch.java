package org.penglai.crm.rest.internal.resource;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.problem.Languages;
import org.penglai.crm.rest.internal.problem.Problem;

/** {@code /{type}/batch}: many writes in one request, all or none, or each on its own. */
@Component(service = RecordBatch.class)
@Path("/{type}/batch")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordBatch {
    private final Types types;
    private final RecordWrites writes;
    private final Json json;

    @Activate
    public RecordBatch(@Reference Types types, @Reference RecordWrites writes, @Reference Json json) {
        this.types = types;
        this.writes = writes;
        this.json = json;
    }

    @POST
    public Response write(@Context HttpServletRequest request, @PathParam("type") String type, InputStream body) {
        Caller caller = ApiRequest.of(request).caller();
        StoredType stored = types.get(type);
        ApiRequest.of(request).query().allow(Set.of());
        BatchRequest batch = BatchRequest.of(stored, json.object(body));
        Locale locale = Languages.preferred(request.getHeader("Accept-Language"));
        List<Map<String, Object>> results = new ArrayList<>();
        if (batch.changes().isEmpty()) {
            return Answers.json(json.write(Map.of("results", results)));
        }
        if (batch.atomic()) {
            List<RecordSnapshot> after = apply(caller, batch);
            for (int i = 0; i < after.size(); i++) {
                results.add(success(i, batch.changes().get(i), after.get(i)));
            }
        } else {
            List<RecordWrites.Result> each = writes.applyEach(caller, batch.changes());
            for (int i = 0; i < each.size(); i++) {
                CrmException failure = each.get(i).failure();
                results.add(
                        failure == null
                                ? success(i, batch.changes().get(i), each.get(i).snapshot())
                                : failure(i, failure, locale));
            }
        }
        return Answers.json(json.write(Map.of("results", results)));
    }

    private List<RecordSnapshot> apply(Caller caller, BatchRequest batch) {
        try {
            return writes.apply(caller, batch.changes());
        } catch (Invalid invalid) {
            throw new Invalid(batch.located(invalid.violations()));
        } catch (Conflict conflict) {
            throw new Conflict(conflict.code(), conflict.text(), batch.located(conflict.violations()));
        }
    }

    private static Map<String, Object> success(int index, RecordChange change, RecordSnapshot after) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("index", index);
        if (change instanceof RecordChange.Delete delete) {
            result.put("status", 204);
            result.put("id", Ids.format(delete.id()));
        } else {
            result.put("status", change instanceof RecordChange.Create ? 201 : 200);
            result.put("id", Ids.format(after.id()));
            result.put("version", after.version());
        }
        return result;
    }

    private static Map<String, Object> failure(int index, CrmException failure, Locale locale) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("index", index);
        result.put("status", Problem.status(failure));
        result.put("code", failure.code());
        result.put("detail", failure.text().in(locale));
        List<Map<String, Object>> errors = new ArrayList<>();
        for (Violation violation : failure.violations()) {
            errors.add(Map.of(
                    "field", violation.field(),
                    "code", violation.code(),
                    "message", violation.message().in(locale)));
        }
        result.put("errors", errors);
        return result;
    }
}
