package org.penglai.crm.rest.internal.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.AsyncContext;
import javax.servlet.ServletOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.records.spi.Views;
import org.penglai.crm.rest.internal.http.Identity;
import org.penglai.crm.rest.internal.http.RestConfiguration;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.operation.RequestMetrics;
import org.penglai.crm.rest.internal.resource.JobJson;
import org.penglai.crm.rest.internal.resource.NotificationJson;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.work.spi.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open event streams. One thread of its own collects what happened, looks up what each stream may see, and keeps
 * the streams alive; it holds none of the callers' threads.
 */
@Component(service = EventStreams.class, configurationPid = RestConfiguration.PID)
public final class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final String PROBE = ": \n\n";
    private static final long COLLECT_MILLISECONDS = 200;
    private static final long HEART_BEAT_SECONDS = 15;
    private static final int RESUMED_AT_MOST = 500;

    private final SignIn signIn;
    private final Jobs jobs;
    private final JobJson jobJson;
    private final PluginsJson plugins;
    private final Notifications notifications;
    private final OutboxReader outbox;
    private final Json json;
    private final Types types;
    private final Access access;
    private final int limitPerUser;
    private final AutoCloseable subscription;
    private final ScheduledExecutorService thread;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<LiveUpdate> collected = new LinkedHashSet<>();

    @Activate
    public EventStreams(
            @Reference LiveUpdates updates,
            @Reference SignIn signIn,
            @Reference Jobs jobs,
            @Reference JobJson jobJson,
            @Reference PluginsJson plugins,
            @Reference Notifications notifications,
            @Reference OutboxReader outbox,
            @Reference Json json,
            @Reference Types types,
            @Reference Access access,
            @Reference RequestMetrics metrics,
            RestConfiguration configuration) {
        this.signIn = signIn;
        this.jobs = jobs;
        this.jobJson = jobJson;
        this.plugins = plugins;
        this.notifications = notifications;
        this.outbox = outbox;
        this.json = json;
        this.types = types;
        this.access = access;
        limitPerUser = configuration.streams_perUser();
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "crm-rest-events");
            created.setDaemon(true);
            return created;
        });
        thread.scheduleWithFixedDelay(
                () -> guarded(this::heartBeat), HEART_BEAT_SECONDS, HEART_BEAT_SECONDS, TimeUnit.SECONDS);
        metrics.streams(streams::size);
        subscription = updates.subscribe(this::collect);
    }

    @Deactivate
    public void deactivate() throws Exception {
        subscription.close();
        thread.shutdownNow();
        streams.forEach(EventStream::end);
    }

    /** @throws TooMany if the user has the permitted number of streams open already */
    void checkLimit(Identity identity) {
        List<EventStream> own = streams.stream()
                .filter(stream ->
                        stream.identity().caller().userId() == identity.caller().userId())
                .toList();
        if (own.size() < limitPerUser) {
            return;
        }
        // That a page was left is only noticed when something is sent to it.
        own.forEach(stream -> stream.send(PROBE));
        if (own.stream().filter(streams::contains).count() >= limitPerUser) {
            throw new TooMany(
                    "tooManyStreams",
                    Localized.of("打开的页面过多，请关闭一些。", "Too many open pages; close some."),
                    Duration.ofSeconds(HEART_BEAT_SECONDS));
        }
    }

    /**
     * @param topics names of the events wanted, empty for all
     * @param lastEventId position up to which the client has heard of records; null if it had no stream before
     */
    EventStream open(
            Identity identity, Set<String> topics, AsyncContext context, ServletOutputStream out, String lastEventId) {
        EventStream[] self = new EventStream[1];
        EventStream stream = new EventStream(identity, topics, context, out, () -> streams.remove(self[0]));
        self[0] = stream;
        streams.add(stream);
        out.setWriteListener(stream);
        stream.send("retry: 3000\n\n");
        run(() -> {
            long last = outbox.last();
            sendPlugins(stream);
            if (lastEventId != null) {
                resume(stream, lastEventId, last);
            }
            // From here on the client can say where it was.
            stream.send("id: " + last + "\n\n");
        });
        return stream;
    }

    /** Tells of the records the client has missed, or to read everything anew if that is too much or not known any more. */
    private void resume(EventStream stream, String lastEventId, long last) {
        long heard = lastEventId.matches("\\d{1,18}") ? Long.parseLong(lastEventId) : -1;
        boolean known = heard >= 0 && heard <= last && heard + 1 >= outbox.first();
        List<OutboxEvent> missed = known ? outbox.read(heard, RESUMED_AT_MOST + 1) : List.of();
        if (!known || missed.size() > RESUMED_AT_MOST) {
            stream.send(event("resync", Map.of()));
            return;
        }
        missed.forEach(event -> sendRecord(stream, RecordEvents.key(event)));
    }

    /** Ends the streams of a session that was closed. */
    public void close(String secret) {
        streams.stream()
                .filter(stream -> stream.identity().secret().equals(secret))
                .forEach(EventStream::end);
    }

    /** Called by whoever publishes: just takes a note. */
    private void collect(LiveUpdate update) {
        boolean first;
        synchronized (collected) {
            first = collected.isEmpty();
            collected.add(update);
        }
        if (first) {
            try {
                thread.schedule(() -> guarded(this::deliver), COLLECT_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("live update while going down: {}", update);
            }
        }
    }

    private void deliver() {
        Set<LiveUpdate> updates;
        synchronized (collected) {
            updates = new LinkedHashSet<>(collected);
            collected.clear();
        }
        for (LiveUpdate update : RecordEvents.condense(updates)) {
            for (EventStream stream : streams) {
                long user = stream.identity().caller().userId();
                if (update.userId() != 0 && update.userId() != user) {
                    continue;
                }
                switch (update.topic()) {
                    case LiveUpdate.PLUGINS -> sendPlugins(stream);
                    case LiveUpdate.JOB -> sendJob(stream, update.key());
                    case LiveUpdate.RECORD -> sendRecord(stream, update.key());
                    case LiveUpdate.TYPES -> sendTypes(stream);
                    case Views.TOPIC -> sendViews(stream, update.key());
                    case Notifications.TOPIC -> sendNotification(stream, update.key());
                    case SignIn.SESSION_TOPIC -> endUnlessGood(stream);
                    default -> LOG.debug("no stream carries topic {}", update.topic());
                }
            }
        }
    }

    private void sendPlugins(EventStream stream) {
        if (!stream.wants(LiveUpdate.PLUGINS)) {
            return;
        }
        plugins.view(stream.identity().caller()).ifPresent(view -> stream.send(event("plugins", view)));
    }

    private void sendJob(EventStream stream, String key) {
        if (!stream.wants(LiveUpdate.JOB)) {
            return;
        }
        long id = Ids.parse(key);
        jobs.find(stream.identity().caller(), id)
                .filter(job -> job.createdBy() == stream.identity().caller().userId())
                .ifPresent(job ->
                        stream.send(event("job", jobJson.view(stream.identity().caller(), job))));
    }

    private void sendRecord(EventStream stream, String key) {
        Caller caller = stream.identity().caller();
        boolean permitted = caller.may(RecordEvents.type(key) + ":read");
        if (permitted && stream.wants(LiveUpdate.RECORD) && isSeen(caller, key)) {
            stream.send("id: " + RecordEvents.position(key) + "\n" + event(LiveUpdate.RECORD, RecordEvents.view(key)));
        }
    }

    private void sendTypes(EventStream stream) {
        if (stream.wants(LiveUpdate.TYPES)) {
            stream.send(event(LiveUpdate.TYPES, Map.of()));
        }
    }

    /** That many of a type changed may be told to all who read the type. */
    private boolean isSeen(Caller caller, String key) {
        long id = RecordEvents.id(key);
        return id < 0
                || types.find(RecordEvents.type(key))
                        .filter(type -> access.reaches(caller, type, Access.READ, id))
                        .isPresent();
    }

    private void sendViews(EventStream stream, String type) {
        if (stream.wants(Views.TOPIC) && stream.identity().caller().may(type + ":read")) {
            stream.send(event(Views.TOPIC, Map.of("type", type)));
        }
    }

    /** With the key of a new one, or without when some were read. */
    private void sendNotification(EventStream stream, String key) {
        if (!stream.wants(Notifications.TOPIC)) {
            return;
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("unread", notifications.unread(stream.identity().caller()));
        data.put(
                "item",
                key.isEmpty()
                        ? null
                        : notifications
                                .find(stream.identity().caller(), Ids.parse(key))
                                .map(NotificationJson::view)
                                .orElse(null));
        stream.send(event(Notifications.TOPIC, data));
    }

    private void heartBeat() {
        for (EventStream stream : streams) {
            endUnlessGood(stream);
            stream.send(PROBE);
        }
    }

    private void endUnlessGood(EventStream stream) {
        Identity identity = stream.identity();
        boolean good = identity.byCookie()
                ? signIn.session(identity.secret())
                        .filter(session -> session.caller()
                                .permissions()
                                .equals(identity.caller().permissions()))
                        .isPresent()
                : signIn.token(identity.secret()).isPresent();
        if (!good) {
            stream.end();
        }
    }

    private String event(String name, Object data) {
        String text = new String(json.write(data), java.nio.charset.StandardCharsets.UTF_8);
        return "event: " + name + "\ndata: " + text + "\n\n";
    }

    private void run(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    /** The boundary of the thread: one failure must not end the service for everybody. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("live updates: {}", e.toString(), e);
        }
    }
}
