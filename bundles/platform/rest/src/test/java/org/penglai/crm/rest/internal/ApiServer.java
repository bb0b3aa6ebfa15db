package org.penglai.crm.rest.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.servlet.DispatcherType;
import javax.servlet.Servlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.osgi.framework.ServiceReference;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.ui.UiPlugin;
import org.penglai.crm.api.ui.UiPlugins;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.exchange.spi.ImportPreview;
import org.penglai.crm.exchange.spi.RecordExport;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.privacy.spi.Persons;
import org.penglai.crm.records.spi.RecordTeam;
import org.penglai.crm.records.spi.Regions;
import org.penglai.crm.rest.internal.http.ApiFilter;
import org.penglai.crm.rest.internal.http.CalendarFeedServlet;
import org.penglai.crm.rest.internal.http.RefusalAudit;
import org.penglai.crm.rest.internal.http.RestConfiguration;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.live.EventServlet;
import org.penglai.crm.rest.internal.live.EventStreams;
import org.penglai.crm.rest.internal.live.PluginsJson;
import org.penglai.crm.rest.internal.meta.MetaResource;
import org.penglai.crm.rest.internal.openapi.DocsServlet;
import org.penglai.crm.rest.internal.openapi.OpenApiServlet;
import org.penglai.crm.rest.internal.operation.BundleMetrics;
import org.penglai.crm.rest.internal.operation.HealthServlet;
import org.penglai.crm.rest.internal.operation.MetricsServlet;
import org.penglai.crm.rest.internal.operation.Readiness;
import org.penglai.crm.rest.internal.operation.RequestMetrics;
import org.penglai.crm.rest.internal.operation.SearchMetrics;
import org.penglai.crm.rest.internal.operation.UnknownPathServlet;
import org.penglai.crm.rest.internal.problem.Problems;
import org.penglai.crm.rest.internal.problem.TakenBy;
import org.penglai.crm.rest.internal.resource.AttachmentJson;
import org.penglai.crm.rest.internal.resource.AttachmentsResource;
import org.penglai.crm.rest.internal.resource.AuditExportResource;
import org.penglai.crm.rest.internal.resource.AuditResource;
import org.penglai.crm.rest.internal.resource.CalendarResource;
import org.penglai.crm.rest.internal.resource.ChangesResource;
import org.penglai.crm.rest.internal.resource.HandOverResource;
import org.penglai.crm.rest.internal.resource.JobJson;
import org.penglai.crm.rest.internal.resource.JobsResource;
import org.penglai.crm.rest.internal.resource.MailResource;
import org.penglai.crm.rest.internal.resource.ModuleResources;
import org.penglai.crm.rest.internal.resource.MyDayResource;
import org.penglai.crm.rest.internal.resource.NotificationsResource;
import org.penglai.crm.rest.internal.resource.OwnAccount;
import org.penglai.crm.rest.internal.resource.Preconditions;
import org.penglai.crm.rest.internal.resource.PreferencesResource;
import org.penglai.crm.rest.internal.resource.PrivacyResource;
import org.penglai.crm.rest.internal.resource.RecordAccessResource;
import org.penglai.crm.rest.internal.resource.RecordAggregate;
import org.penglai.crm.rest.internal.resource.RecordAnswers;
import org.penglai.crm.rest.internal.resource.RecordAttachments;
import org.penglai.crm.rest.internal.resource.RecordBatch;
import org.penglai.crm.rest.internal.resource.RecordBulk;
import org.penglai.crm.rest.internal.resource.RecordCollection;
import org.penglai.crm.rest.internal.resource.RecordCreation;
import org.penglai.crm.rest.internal.resource.RecordDocument;
import org.penglai.crm.rest.internal.resource.RecordDownload;
import org.penglai.crm.rest.internal.resource.RecordDuplicateGroups;
import org.penglai.crm.rest.internal.resource.RecordDuplicates;
import org.penglai.crm.rest.internal.resource.RecordImport;
import org.penglai.crm.rest.internal.resource.RecordItem;
import org.penglai.crm.rest.internal.resource.RecordMerge;
import org.penglai.crm.rest.internal.resource.RecordMerges;
import org.penglai.crm.rest.internal.resource.RecordReveal;
import org.penglai.crm.rest.internal.resource.RecordTeamResource;
import org.penglai.crm.rest.internal.resource.RecordTimeline;
import org.penglai.crm.rest.internal.resource.RecordUnmerge;
import org.penglai.crm.rest.internal.resource.RecordWatch;
import org.penglai.crm.rest.internal.resource.RecycleBinResource;
import org.penglai.crm.rest.internal.resource.SearchResource;
import org.penglai.crm.rest.internal.resource.SeriesResource;
import org.penglai.crm.rest.internal.resource.SessionResource;
import org.penglai.crm.rest.internal.resource.SignInProviders;
import org.penglai.crm.rest.internal.resource.SignInResources;
import org.penglai.crm.rest.internal.resource.TokensResource;
import org.penglai.crm.rest.internal.resource.UiResource;
import org.penglai.crm.rest.internal.resource.UserPasswordResource;
import org.penglai.crm.rest.internal.resource.ViewsResource;
import org.penglai.crm.rest.internal.resource.WebhookResource;

/** The whole HTTP layer in the container's HTTP server, on fakes of everything below. */
final class ApiServer implements AutoCloseable {
    final FakeRecycleBins recycleBins = new FakeRecycleBins();
    final FakeDuplicateGroups duplicateGroups = new FakeDuplicateGroups();
    final FakeHandOvers handOvers = new FakeHandOvers();
    final FakeMerges merges = new FakeMerges();
    final FakePlatform platform = new FakePlatform();
    final FakeJobs jobs = new FakeJobs();
    final FakeAudit audit = new FakeAudit();
    final FakeFeeds feeds = new FakeFeeds();
    final FakeTokens tokens = new FakeTokens();
    final FakeTimelines timelines = new FakeTimelines();
    final FakeDuplicates duplicates = new FakeDuplicates();
    final FakeAttachments attachments = new FakeAttachments();
    final FakePreferences preferences = new FakePreferences();
    final FakeViews views = new FakeViews();
    final FakeUsers users = new FakeUsers();
    final FakeAccess access = new FakeAccess();
    final FakeProvider provider = new FakeProvider();
    final FakeAccounts accounts = new FakeAccounts();
    final FakeWork work = new FakeWork();
    final AtomicBoolean ready = new AtomicBoolean(true);
    final FakeModules modules = new FakeModules(ready);
    volatile FileContent exported = out -> {};
    volatile RecordExport.Request exportRequest;
    final AtomicLong revision = new AtomicLong(1);

    private final Map<String, Object> settings;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler();
    private final ApiServlet rest;
    private final ApiFilter filter;
    private final EventStreams streams;

    ApiServer(Map<String, Object> settings) throws Exception {
        this.settings = settings;
        RestConfiguration configuration = configuration();
        Json json = new Json();
        TakenBy holders = new TakenBy();
        holders.duplicates = duplicates;
        Problems problems = new Problems(json, holders);
        Readiness readiness = new Readiness();
        set(readiness, "database", fake(Database.class, Map.of("isAlive", true)));
        set(readiness, "modules", modules);
        set(readiness, "api", fake(ServiceReference.class, Map.of()));
        RequestMetrics metrics = new RequestMetrics(platform.types);
        filter = new ApiFilter(
                platform.signIn,
                platform.gates,
                platform.types,
                readiness,
                problems,
                metrics,
                new RefusalAudit(audit, json),
                configuration);
        JobJson jobJson = new JobJson();
        set(jobJson, "undo", new FakeUndoLedger(jobs.undoable));
        PluginsJson plugins = new PluginsJson();
        set(plugins, "plugins", new OnePlugin());
        streams = new EventStreams(
                platform.live,
                platform.signIn,
                jobs,
                jobJson,
                plugins,
                work,
                platform.outbox,
                json,
                platform.types,
                new OpenAccess(),
                metrics,
                configuration);
        RecordAnswers answers = new RecordAnswers(platform.records, json);
        SearchResource found = new SearchResource(json);
        found.search = new FakeSearch();
        RecordItem item = new RecordItem(
                platform.types, platform.records, platform.records, new Preconditions(platform.records), answers, json);
        item.merges = merges;
        SignInProviders providers = new SignInProviders();
        set(providers, "all", List.of(provider));
        rest = new ApiServlet(
                problems,
                new SessionResource(platform.signIn, users, new OwnAccount(accounts), streams, providers, json),
                new SignInResources(platform.signIn, access, access, access, providers, streams, json),
                new UserPasswordResource(users, json),
                new TokensResource(tokens, json),
                new PreferencesResource(preferences, json),
                new ViewsResource(views, json),
                new MetaResource(
                        platform.types,
                        fake(Regions.class, Map.of("list", List.of(new Regions.Region("370000", "山东省", null)))),
                        timelines,
                        new OpenAccess(),
                        new FakeDocuments(),
                        json),
                new ModuleResources(
                        readiness, platform.signIn, fake(Records.class, Map.of("find", Optional.empty())), audit, json),
                new UiResource(plugins, json),
                new JobsResource(jobs, jobJson, json),
                new NotificationsResource(work, json),
                new CalendarResource(work, work, json),
                new SeriesResource(work, json),
                new MyDayResource(work, json),
                FakeReport.resource(audit, json),
                found,
                new AuditResource(audit, audit, fake(Records.class, Map.of("find", Optional.empty())), json),
                new AuditExportResource(audit, audit, fake(Records.class, Map.of("find", Optional.empty())), json),
                new RecycleBinResource(platform.types, recycleBins, json),
                new HandOverResource(handOvers, json),
                new PrivacyResource(fake(Persons.class, Map.of("erasures", List.of())), jobs, json),
                new ChangesResource(feeds, json),
                new WebhookResource(feeds, json),
                new MailResource(null, json),
                new RecordCollection(
                        platform.types, platform.records, new RecordCreation(platform.records, answers, json), json),
                item,
                new RecordMerge(platform.types, merges, new Preconditions(platform.records), json),
                new RecordUnmerge(platform.types, merges, json),
                new RecordMerges(platform.types, merges, fake(Records.class, Map.of("find", Optional.empty())), json),
                new RecordReveal(platform.types, (caller, type, id, field) -> field, json),
                new RecordTimeline(platform.types, timelines, attachments, json),
                new RecordDocument(platform.types, new FakeDocuments()),
                new RecordWatch(platform.types, work, json),
                new RecordTeamResource(platform.types, fake(RecordTeam.class, Map.of("list", List.of())), json),
                new RecordAccessResource(platform.types, platform.records, new OpenAccess(), json),
                new RecordBatch(platform.types, platform.records, json),
                new RecordBulk(platform.types, platform.records, platform.records, jobs, jobJson, json),
                new RecordAggregate(platform.types, platform.records),
                new RecordAttachments(
                        attachments, new AttachmentJson(fake(Records.class, Map.of("find", Optional.empty()))), json),
                new AttachmentsResource(attachments),
                new RecordDuplicates(duplicates, json),
                new RecordDuplicateGroups(platform.types, duplicateGroups, jobs, jobJson, json),
                new RecordImport(platform.types, jobs, preview(), jobJson, json),
                new RecordDownload(platform.types, (caller, request) -> export(request), json));

        FilterHolder filterHolder = new FilterHolder(filter);
        filterHolder.setAsyncSupported(true);
        context.addFilter(filterHolder, "/api/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        add(context, rest, "/api/v1/*");
        add(context, new EventServlet(streams), "/api/v1/events");
        add(context, new OpenApiServlet(platform.types, new OpenAccess(), json), "/api/openapi.json");
        add(context, new DocsServlet(), "/api/docs", "/api/docs/*");
        add(context, new UnknownPathServlet(readiness, problems), "/api/*");
        add(context, new CalendarFeedServlet(work), "/public/calendar/*");
        add(context, new HealthServlet(readiness), "/healthz", "/readyz");
        add(
                context,
                new MetricsServlet(
                        metrics,
                        new SearchMetrics(),
                        new BundleMetrics(Bulkheads.alone(Duration.ofSeconds(30))),
                        configuration),
                "/metrics");
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        // Waits at the end for requests whose answer has arrived but which have not quite returned.
        StatisticsHandler graceful = new StatisticsHandler();
        graceful.setHandler(context);
        server.setHandler(graceful);
        server.setStopTimeout(5_000);
        server.start();
    }

    private static void add(ServletContextHandler context, Servlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        holder.setInitParameter("hide-service-list-page", "true");
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** A request by bearer token. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer anna-token");
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    HttpResponse<String> json(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** What the container does when somebody else's servlet comes into the context. */
    void restartContext() throws Exception {
        context.stop();
        context.start();
    }

    /** What the container does when the servlet goes. */
    void endServlet() {
        rest.destroy();
    }

    /** What the container does first when it goes down. */
    void stopFilter() {
        filter.deactivate();
    }

    @Override
    public void close() throws Exception {
        filter.deactivate();
        streams.deactivate();
        server.stop();
    }

    private RecordExport.Export export(RecordExport.Request request) {
        exportRequest = request;
        return new RecordExport.Export() {
            @Override
            public String mediaType() {
                return "text/csv; charset=UTF-8";
            }

            @Override
            public String fileName() {
                return "客户.csv";
            }

            @Override
            public long total() {
                return 1;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                exported.writeTo(out);
            }
        };
    }

    /** Writes the file that is asked for. */
    @FunctionalInterface
    interface FileContent {
        void writeTo(OutputStream out) throws IOException;
    }

    private ImportPreview preview() {
        return new ImportPreview() {
            @Override
            public Map<String, Object> preview(
                    Caller caller, String type, String fileName, InputStream in, String encoding, String sheet)
                    throws IOException {
                return Map.of("rows", FakePlatform.read(in).lines().count() - 1, "name", fileName);
            }

            @Override
            public void check(Caller caller, String type, Path file, String encoding, String sheet) {
                // Every file will do.
            }
        };
    }

    /** The settings as the container would hand them over: given ones, else defaults. */
    private RestConfiguration configuration() {
        return (RestConfiguration) Proxy.newProxyInstance(
                RestConfiguration.class.getClassLoader(),
                new Class<?>[] {RestConfiguration.class},
                (proxy, method, arguments) ->
                        Optional.ofNullable(settings.get(method.getName())).orElseGet(method::getDefaultValue));
    }

    /** A service that gives fixed answers. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    /** Sets what the container would inject. */
    private static void set(Object target, String field, Object value) throws ReflectiveOperationException {
        java.lang.reflect.Field found = target.getClass().getDeclaredField(field);
        found.setAccessible(true);
        found.set(target, value);
    }

    private final class OnePlugin implements UiPlugins {
        @Override
        public long revision() {
            return revision.get();
        }

        @Override
        public String frame() {
            return "1.0.0-abc";
        }

        @Override
        public List<UiPlugin> list(org.penglai.crm.api.security.Caller caller) {
            return List.of(
                    new UiPlugin("customers", "crm-customers", "1.0.0", new HashMap<>(Map.of("entry", "/p.js"))));
        }
    }
}
