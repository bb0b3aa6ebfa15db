package org.penglai.crm.rest.internal.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.work.InboxItem;
import org.penglai.crm.api.work.InboxSection;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.work.spi.MyDay;

/** {@code /my-day}: what waits for the caller. */
@Component(service = MyDayResource.class)
@Path("/my-day")
@Produces(MediaType.APPLICATION_JSON)
public final class MyDayResource {
    private final MyDay myDay;
    private final Json json;

    @Activate
    public MyDayResource(@Reference MyDay myDay, @Reference Json json) {
        this.myDay = myDay;
        this.json = json;
    }

    @GET
    public Response sections(@Context HttpServletRequest request) {
        return Answers.json(json.write(Map.of(
                "sections",
                myDay.sections(ApiRequest.of(request).withoutParameters().caller()).stream()
                        .map(MyDayResource::view)
                        .toList())));
    }

    private static Map<String, Object> view(InboxSection section) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", section.id());
        view.put("title", section.title());
        view.put("items", section.items().stream().map(MyDayResource::view).toList());
        return view;
    }

    private static Map<String, Object> view(InboxItem item) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", item.type());
        view.put("id", Ids.format(item.id()));
        view.put("title", item.title());
        view.put("subtitle", item.subtitle());
        view.put("at", item.at());
        view.put("overdue", item.overdue());
        view.put("to", item.to());
        view.put("actions", item.actions());
        return view;
    }
}
