package org.penglai.crm.mail.internal.incoming;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.DaemonThreads;
import org.penglai.crm.mail.internal.MailConfiguration;
import org.penglai.crm.mail.internal.MailSecrets;
import org.penglai.crm.mail.internal.type.MailboxesType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a thread at each mailbox that is this node's to read. */
@Component(service = MailReceiving.class, immediate = true, configurationPid = MailConfiguration.PID)
public final class MailReceiving {
    private static final Logger LOG = LoggerFactory.getLogger(MailReceiving.class);

    private static final int MOST = 200;
    private static final int STOP_SECONDS = 2;
    private static final int LOOK_SECONDS = 3;

    private final Records records;
    private final MailSecrets secrets;
    private final Handling handling;
    private final Arrivals arrivals;
    private final FolderStates states;
    private final BoxLeases leases;
    private final Duration poll;
    /** Looks between two nudges. */
    private final long nudgeLooks;

    private final Map<Long, BoxWatch> watches = new HashMap<>();
    private final ExecutorService readers = Executors.newCachedThreadPool(new DaemonThreads("crm-mail-fetch"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("crm-mail-boxes"));
    private int looks;

    @Activate
    public MailReceiving(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Journal journal,
            @Reference Attachments attachments,
            @Reference Records records,
            @Reference MailSecrets secrets,
            @Reference Handling handling,
            MailConfiguration configuration) {
        Clock clock = Clock.systemUTC();
        this.records = records;
        this.secrets = secrets;
        this.handling = handling;
        arrivals = new Arrivals(database, transactions, ids, journal, attachments, clock);
        states = new FolderStates(database, transactions, ids, clock);
        poll = Duration.ofSeconds(configuration.pollSeconds());
        nudgeLooks = Math.max(1, poll.toSeconds() / LOOK_SECONDS);
        String node = UUID.randomUUID().toString();
        leases = new BoxLeases(transactions, clock, node, Duration.ofSeconds(configuration.leaseSeconds()));
        if (configuration.fetch()) {
            timer.scheduleWithFixedDelay(this::look, 1, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Deactivate
    public void stop() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        watches.values().forEach(BoxWatch::stop);
        readers.shutdown();
        readers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        for (long mailbox : watches.keySet()) {
            try {
                leases.release(mailbox);
            } catch (RuntimeException failure) {
                // Boundary: the lease ends by itself.
                LOG.debug("A mailbox is not given back: {}", failure.toString());
            }
        }
    }

    private void look() {
        try {
            round();
        } catch (RuntimeException failure) {
            // Boundary of the timer: while the database is away no mailbox is read.
            LOG.debug("Mailboxes cannot be looked for: {}", failure.toString());
        }
    }

    private void round() {
        Map<Long, BoxSettings> wanted = records
                .list(Caller.system(), MailboxesType.TYPE, new RecordQuery(MailboxesType.ACTIVE + "==true", "id", MOST))
                .stream()
                .map(BoxSettings::of)
                .filter(box -> leases.hold(box.id()))
                .collect(Collectors.toMap(BoxSettings::id, Function.identity()));
        watches.entrySet().removeIf(entry -> {
            BoxSettings now = wanted.get(entry.getKey());
            boolean over = now == null || !now.equals(entry.getValue().box());
            if (over) {
                entry.getValue().stop();
            }
            return over;
        });
        wanted.values().stream().filter(box -> !watches.containsKey(box.id())).forEach(this::begin);
        // A server that tells of new mail may tell of it in the moment before anybody listens, and a connection may be
        // gone without a word; what somebody wants to have looked at again is looked at soon, too.
        if (++looks % nudgeLooks == 0 || states.anyReread()) {
            watches.values().forEach(BoxWatch::nudge);
        }
    }

    private void begin(BoxSettings box) {
        BoxWatch watch = new BoxWatch(
                box,
                () -> secrets.find(MailboxesType.TYPE, box.id(), MailSecrets.PASSWORD)
                        .orElse(""),
                arrivals,
                states,
                poll,
                handling::wake);
        watches.put(box.id(), watch);
        readers.execute(watch);
    }
}
