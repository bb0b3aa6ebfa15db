package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.servlet.Servlet;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxrs.JAXRSServerFactoryBean;
import org.apache.cxf.jaxrs.lifecycle.SingletonResourceProvider;
import org.apache.cxf.transport.http.DestinationRegistry;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.rest.internal.meta.MetaResource;
import org.penglai.crm.rest.internal.operation.Probe;
import org.penglai.crm.rest.internal.problem.FailureMapper;
import org.penglai.crm.rest.internal.problem.Problems;
import org.penglai.crm.rest.internal.resource.AttachmentsResource;
import org.penglai.crm.rest.internal.resource.AuditExportResource;
import org.penglai.crm.rest.internal.resource.AuditResource;
import org.penglai.crm.rest.internal.resource.CalendarResource;
import org.penglai.crm.rest.internal.resource.ChangesResource;
import org.penglai.crm.rest.internal.resource.HandOverResource;
import org.penglai.crm.rest.internal.resource.JobsResource;
import org.penglai.crm.rest.internal.resource.MailResource;
import org.penglai.crm.rest.internal.resource.ModuleResources;
import org.penglai.crm.rest.internal.resource.MyDayResource;
import org.penglai.crm.rest.internal.resource.NotificationsResource;
import org.penglai.crm.rest.internal.resource.PreferencesResource;
import org.penglai.crm.rest.internal.resource.PrivacyResource;
import org.penglai.crm.rest.internal.resource.RecordAccessResource;
import org.penglai.crm.rest.internal.resource.RecordAggregate;
import org.penglai.crm.rest.internal.resource.RecordAttachments;
import org.penglai.crm.rest.internal.resource.RecordBatch;
import org.penglai.crm.rest.internal.resource.RecordBulk;
import org.penglai.crm.rest.internal.resource.RecordCollection;
import org.penglai.crm.rest.internal.resource.RecordDocument;
import org.penglai.crm.rest.internal.resource.RecordDownload;
import org.penglai.crm.rest.internal.resource.RecordDuplicateGroups;
import org.penglai.crm.rest.internal.resource.RecordDuplicates;
import org.penglai.crm.rest.internal.resource.RecordImport;
import org.penglai.crm.rest.internal.resource.RecordItem;
import org.penglai.crm.rest.internal.resource.RecordMerge;
import org.penglai.crm.rest.internal.resource.RecordMerges;
import org.penglai.crm.rest.internal.resource.RecordReveal;
import org.penglai.crm.rest.internal.resource.RecordRoutes;
import org.penglai.crm.rest.internal.resource.RecordTeamResource;
import org.penglai.crm.rest.internal.resource.RecordTimeline;
import org.penglai.crm.rest.internal.resource.RecordUnmerge;
import org.penglai.crm.rest.internal.resource.RecordWatch;
import org.penglai.crm.rest.internal.resource.RecycleBinResource;
import org.penglai.crm.rest.internal.resource.ReportsResource;
import org.penglai.crm.rest.internal.resource.SearchResource;
import org.penglai.crm.rest.internal.resource.SeriesResource;
import org.penglai.crm.rest.internal.resource.SessionResource;
import org.penglai.crm.rest.internal.resource.SignInResources;
import org.penglai.crm.rest.internal.resource.TokensResource;
import org.penglai.crm.rest.internal.resource.UiResource;
import org.penglai.crm.rest.internal.resource.UserPasswordResource;
import org.penglai.crm.rest.internal.resource.ViewsResource;
import org.penglai.crm.rest.internal.resource.WebhookResource;

/**
 * JAX-RS at {@code /api/v1}. One server for all types, made once and never wired anew; with a bus and destinations of
 * its own, because CXF's shared ones mix up the applications of a container.
 */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=crm-rest",
            "osgi.http.whiteboard.servlet.pattern=/api/v1/*",
            "osgi.http.whiteboard.servlet.asyncSupported:Boolean=true",
            "servlet.init.hide-service-list-page=true",
            "servlet.init.disable-address-updates=true"
        })
public final class ApiServlet extends CXFNonSpringServlet {
    private static final long serialVersionUID = 1L;
    private static final String MEMORY_PER_PART = Integer.toString(64 * 1024);
    private static final String MAX_PARTS = "20";
    /** Room for a long file name: 255 characters, each up to nine when they are percent-coded. */
    private static final String MAX_PART_HEADER = "4096";

    private final transient DestinationRegistry destinations;
    private final transient List<Object> resources;
    private final transient Problems problems;
    private final transient RecordRoutes direct;
    private transient Server server;

    @Activate
    public ApiServlet(
            @Reference Problems problems,
            @Reference SessionResource session,
            @Reference SignInResources signIn,
            @Reference UserPasswordResource userPassword,
            @Reference TokensResource tokens,
            @Reference PreferencesResource preferences,
            @Reference ViewsResource views,
            @Reference MetaResource meta,
            @Reference ModuleResources modules,
            @Reference UiResource ui,
            @Reference JobsResource jobs,
            @Reference NotificationsResource notifications,
            @Reference CalendarResource calendar,
            @Reference SeriesResource series,
            @Reference MyDayResource myDay,
            @Reference ReportsResource reports,
            @Reference SearchResource search,
            @Reference AuditResource audit,
            @Reference AuditExportResource auditExport,
            @Reference RecycleBinResource recycleBin,
            @Reference HandOverResource handOver,
            @Reference PrivacyResource privacy,
            @Reference ChangesResource changes,
            @Reference WebhookResource webhooks,
            @Reference MailResource mail,
            @Reference RecordCollection collection,
            @Reference RecordItem item,
            @Reference RecordMerge merge,
            @Reference RecordUnmerge unmerge,
            @Reference RecordMerges merges,
            @Reference RecordReveal reveal,
            @Reference RecordTimeline timeline,
            @Reference RecordDocument document,
            @Reference RecordWatch watch,
            @Reference RecordTeamResource team,
            @Reference RecordAccessResource access,
            @Reference RecordBatch batch,
            @Reference RecordBulk bulk,
            @Reference RecordAggregate aggregate,
            @Reference RecordAttachments recordAttachments,
            @Reference AttachmentsResource attachments,
            @Reference RecordDuplicates duplicates,
            @Reference RecordDuplicateGroups duplicateGroups,
            @Reference RecordImport imports,
            @Reference RecordDownload exports) {
        this(
                problems,
                with(
                        Stream.concat(signIn.all().stream(), modules.all().stream())
                                .toList(),
                        session,
                        userPassword,
                        tokens,
                        preferences,
                        views,
                        meta,
                        ui,
                        jobs,
                        notifications,
                        calendar,
                        series,
                        myDay,
                        reports,
                        search,
                        audit,
                        auditExport,
                        recycleBin,
                        handOver,
                        privacy,
                        changes,
                        webhooks,
                        mail,
                        collection,
                        item,
                        merge,
                        unmerge,
                        merges,
                        reveal,
                        timeline,
                        document,
                        watch,
                        team,
                        access,
                        batch,
                        bulk,
                        aggregate,
                        recordAttachments,
                        attachments,
                        duplicates,
                        duplicateGroups,
                        imports,
                        exports),
                new DestinationRegistryImpl());
    }

    private static List<Object> with(List<Object> some, Object... others) {
        return Stream.concat(some.stream(), Stream.of(others)).toList();
    }

    private ApiServlet(Problems problems, List<Object> resources, DestinationRegistry destinations) {
        super(destinations, false);
        this.problems = problems;
        this.resources = resources;
        this.destinations = destinations;
        this.direct = new RecordRoutes(one(RecordCollection.class), one(RecordItem.class), resources);
    }

    /** Records take the short way, everything else is found by JAX-RS. */
    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        if (Probe.is(request)) {
            Probe.answer(request);
        } else if (!direct.serve((HttpServletRequest) request, (HttpServletResponse) response)) {
            super.service(request, response);
        }
    }

    /** Called again when the container restarts the servlet context, so everything is made here. */
    @Override
    public void init(ServletConfig config) throws ServletException {
        setBus(newBus());
        super.init(config);
        server = withLoaderOfCxf(this::serve);
    }

    /** CXF's own part shuts the bus down. */
    @Override
    public void destroy() {
        if (server != null) {
            server.destroy();
            server = null;
        }
        super.destroy();
    }

    private <T> T one(Class<T> type) {
        return resources.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private Server serve() {
        JAXRSServerFactoryBean factory = new JAXRSServerFactoryBean();
        factory.setBus(getBus());
        factory.setDestinationFactory(new HTTPTransportFactory(destinations));
        factory.setAddress("/");
        factory.setResourceClasses(
                resources.stream().<Class<?>>map(Object::getClass).toList());
        resources.forEach(
                resource -> factory.setResourceProvider(resource.getClass(), new SingletonResourceProvider(resource)));
        factory.setProviders(List.of(new FailureMapper.Any(problems), new FailureMapper.Web(problems)));
        factory.setProperties(Map.of(
                "attachment-memory-threshold", MEMORY_PER_PART,
                "attachment-max-count", MAX_PARTS,
                "attachment-max-header-size", MAX_PART_HEADER));
        return factory.create();
    }

    private static Bus newBus() {
        return withLoaderOfCxf(() -> {
            Bus bus = new CXFBusFactory().createBus();
            bus.setId("crm-rest");
            return bus;
        });
    }

    private static <T> T withLoaderOfCxf(java.util.function.Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JAXRSServerFactoryBean.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
