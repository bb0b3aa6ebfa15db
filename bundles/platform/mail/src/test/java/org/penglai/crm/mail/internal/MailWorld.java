package org.penglai.crm.mail.internal;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.penglai.crm.api.mail.IncomingMailHandler;
import org.penglai.crm.api.privacy.Channel;
import org.penglai.crm.api.privacy.Consents;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.mail.internal.incoming.Handlers;
import org.penglai.crm.mail.internal.incoming.Handling;
import org.penglai.crm.mail.internal.incoming.MailReceiving;
import org.penglai.crm.mail.internal.outgoing.MailSending;
import org.penglai.crm.mail.internal.outgoing.Senders;
import org.penglai.crm.mail.internal.outgoing.StoredMails;
import org.penglai.crm.mail.internal.type.IncomingMailsType;
import org.penglai.crm.mail.internal.type.MailFoldersType;
import org.penglai.crm.mail.internal.type.MailSendersType;
import org.penglai.crm.mail.internal.type.MailboxesType;
import org.penglai.crm.mail.internal.type.OutgoingMailsType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.testkit.TestKernel;
import org.penglai.crm.vault.internal.MasterKeys;
import org.penglai.crm.vault.internal.TablePersonKeys;

/** The whole of mail on a database of its own, beside a mail server; with the types of a capability that deals with mail, too. */
public final class MailWorld implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final TestKernel kernel;
    public final GreenMail server;
    public final FolderAttachments attachments = new FolderAttachments();
    private final List<IncomingMailHandler> known = new ArrayList<>();
    final Handlers handlers = new Handlers();
    public final MailSecrets secrets;
    public final MailThreads threads;
    public final StoredMails mails;
    public final Set<String> suppressed = ConcurrentHashMap.newKeySet();
    private final Database database;
    private final Transactions transactions;
    private final Journal journal;
    private final Senders senders;
    private final List<AutoCloseable> running = new ArrayList<>();

    private static final Map<TestDatabase.Kind, MailWorld> WORLDS = new EnumMap<>(TestDatabase.Kind.class);

    /** The one of that database, empty: to open a database for each test takes too long. */
    static synchronized MailWorld on(TestDatabase.Kind kind) {
        return WORLDS.computeIfAbsent(kind, MailWorld::new);
    }

    /** One with further types, that nobody else uses: end it by {@link #end}. */
    public static MailWorld with(TestDatabase.Kind kind, RecordType... more) {
        return new MailWorld(kind, more);
    }

    private MailWorld(TestDatabase.Kind kind, RecordType... more) {
        Stream<RecordType> own = Stream.of(
                new MailboxesType(),
                new MailFoldersType(),
                new MailSendersType(),
                new OutgoingMailsType(),
                new IncomingMailsType());
        kernel = TestKernel.on(kind, Stream.concat(own, Stream.of(more)).toArray(RecordType[]::new));
        server = new GreenMail(new ServerSetup[] {setup("smtp"), setup("imap"), setup("pop3")});
        server.start();
        database = kernel.database().database();
        transactions = kernel.database().transactions();
        journal = new TableJournal(
                transactions, kernel.database().ids(), kernel.database().dataSource());
        secrets = new MailSecrets(
                database,
                transactions,
                new TablePersonKeys(database, transactions, new MasterKeys(database, transactions, kernel.keyFile())),
                null);
        threads = new MailThreads(secrets);
        senders = new Senders(kernel.records());
        mails = StoredMails.with(
                database, transactions, kernel.database().ids(), journal, threads, senders, Clock.systemUTC());
    }

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000);
        return setup;
    }

    /** This node begins to send. */
    public MailSending sending() {
        MailSending sending = new MailSending(
                database,
                transactions,
                mails,
                senders,
                attachments,
                new Consents() {
                    @Override
                    public boolean mayContact(String type, long id, Channel channel, String purpose) {
                        return true;
                    }

                    @Override
                    public boolean suppressed(Channel channel, String address) {
                        return suppressed.contains(address);
                    }
                },
                secrets,
                configuration());
        running.add(sending::stop);
        return sending;
    }

    /** This node begins to fetch, and to hand on what it has fetched. */
    public void receiving() {
        Handling handling = new Handling(
                database, transactions, journal, attachments, handlers, threads, Bulkheads.alone(PATIENCE), null);
        MailReceiving receiving = new MailReceiving(
                database,
                transactions,
                kernel.database().ids(),
                journal,
                attachments,
                kernel.records(),
                secrets,
                handling,
                configuration());
        running.add(receiving::stop);
        running.add(handling::stop);
    }

    public void handler(IncomingMailHandler handler) {
        handlers.add(handler, Map.of());
        known.add(handler);
    }

    public GreenMailUser user(String address) {
        return server.setUser(address, address, "secret");
    }

    public RecordSnapshot sender(Object... more) {
        RecordSnapshot sender = kernel.create(
                "mailSenders",
                values(
                        more,
                        "name",
                        "客服",
                        "address",
                        "support@example.com",
                        "displayName",
                        "蓬莱客服",
                        "host",
                        "127.0.0.1",
                        "port",
                        server.getSmtp().getPort(),
                        "encryption",
                        "none",
                        "defaultSender",
                        true));
        return sender;
    }

    public RecordSnapshot mailbox(String address, String protocol, Object... more) {
        user(address);
        int port = protocol.equals("imap")
                ? server.getImap().getPort()
                : server.getPop3().getPort();
        RecordSnapshot mailbox = kernel.create(
                "mailboxes",
                values(
                        more,
                        "name",
                        address,
                        "address",
                        address,
                        "protocol",
                        protocol,
                        "host",
                        "127.0.0.1",
                        "port",
                        port,
                        "encryption",
                        "none",
                        "username",
                        address,
                        "active",
                        true,
                        "fetchFrom",
                        Instant.EPOCH.toString(),
                        "destination",
                        "test"));
        secrets.put("mailboxes", mailbox.id(), MailSecrets.PASSWORD, "secret");
        return mailbox;
    }

    public List<RecordSnapshot> incoming() {
        return kernel.list("incomingMails", "", 1_000);
    }

    /** Waits until it is so; says what it waited for if it never is. */
    public static void until(String what, BooleanSupplier so) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!so.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("never: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static Map<String, Object> values(Object[] more, Object... first) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < first.length; i += 2) {
            values.put((String) first[i], first[i + 1]);
        }
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private static MailConfiguration configuration() {
        return new MailConfiguration() {
            @Override
            public Class<? extends Annotation> annotationType() {
                return MailConfiguration.class;
            }

            @Override
            public boolean send() {
                return true;
            }

            @Override
            public boolean fetch() {
                return true;
            }

            @Override
            public int leaseSeconds() {
                return 5;
            }

            @Override
            public int pollSeconds() {
                return 1;
            }
        };
    }

    public void stopAll() throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
        running.clear();
    }

    /** Stops everything, the mail server and the database, too. */
    public void end() throws Exception {
        stopAll();
        server.stop();
        kernel.close();
    }

    /** Stops what runs and leaves nothing behind. */
    @Override
    public void close() throws Exception {
        stopAll();
        suppressed.clear();
        known.forEach(handlers::remove);
        known.clear();
        transactions.run(transaction -> {
            List.of(
                            MailTables.OUTGOING,
                            MailTables.INCOMING,
                            MailTables.ARRIVAL,
                            MailTables.FOLDER,
                            MailTables.MAILBOX,
                            MailTables.SENDER)
                    .forEach(table -> transaction.sql().deleteFrom(table).execute());
            return null;
        });
        server.reset();
    }
}
