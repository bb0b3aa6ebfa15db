package org.penglai.crm.rest.internal.meta;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.documents.spi.Documents;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.Regions;
import org.penglai.crm.records.spi.Regions.Region;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Timelines;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;

/** {@code /meta}: what types there are, what they look like, and the shared code lists. */
@Component(service = MetaResource.class)
@Path("/meta")
@Produces(MediaType.APPLICATION_JSON)
public final class MetaResource {
    private final Types types;
    private final Regions regions;
    private final Access access;
    private final Json json;
    private final TypeJson typeJson;

    @Activate
    public MetaResource(
            @Reference Types types,
            @Reference Regions regions,
            @Reference Timelines timelines,
            @Reference Access access,
            @Reference Documents documents,
            @Reference Json json) {
        this.types = types;
        this.regions = regions;
        this.access = access;
        this.json = json;
        typeJson = new TypeJson(types, timelines, access, documents);
    }

    @GET
    @Path("/types")
    public Response types(@Context HttpServletRequest request) {
        Caller caller = begin(request);
        List<Map<String, Object>> items = types.list().stream()
                .flatMap(type -> access.seen(caller, type).stream())
                .map(type -> typeJson.view(caller, type))
                .toList();
        return tagged(request, Map.of("items", items));
    }

    @GET
    @Path("/types/{type}")
    public Response type(@Context HttpServletRequest request, @PathParam("type") String name) {
        Caller caller = begin(request);
        StoredType type = access.seen(caller, types.get(name))
                .orElseThrow(() -> new Forbidden("forbidden", Localized.of("没有查看权限。", "You may not read this type.")));
        return tagged(request, typeJson.view(caller, type));
    }

    @GET
    @Path("/regions")
    public Response regions(@Context HttpServletRequest request) {
        begin(request);
        List<Map<String, Object>> items =
                regions.list().stream().map(MetaResource::view).toList();
        return tagged(request, Map.of("items", items));
    }

    private static Caller begin(HttpServletRequest request) {
        ApiRequest call = ApiRequest.of(request);
        call.query().allow(Set.of());
        return call.caller();
    }

    private static Map<String, Object> view(Region region) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("code", region.code());
        view.put("name", region.name());
        view.put("parent", region.parent());
        return view;
    }

    private Response tagged(HttpServletRequest request, Object value) {
        byte[] body = json.write(value);
        String etag = "\"" + hash(body) + "\"";
        String known = request.getHeader("If-None-Match");
        boolean same = known != null
                && List.of(known.replace("W/", "").split("\\s*,\\s*")).contains(etag);
        return Response.status(same ? 304 : 200)
                .header("ETag", etag)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Cookie, Authorization")
                .entity(same ? null : body)
                .build();
    }

    private static String hash(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
