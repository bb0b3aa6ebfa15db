package org.penglai.crm.itests.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/**
 * Killed at random moments while clients write and convert leads: every acknowledged write is there once, nothing is
 * half-made nor told of, and index, webhooks and audit are complete.
 */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class KillSpec implements LogTail.ServerSpec {
    private static final int ROUNDS = Integer.getInteger("crm.crash.rounds", 2);
    /** After that time the rounds end, however many there were. */
    private static final long MINUTES = Long.getLong("crm.crash.minutes", 600);

    private static final String ONLY = System.getProperty("crm.crash.store", "");
    private static final long SEED = Long.getLong("crm.crash.seed", System.nanoTime());
    private static final int WRITERS = 6;
    private static final int SHORTEST_MS = 300;
    private static final int LONGEST_MS = 3_500;
    /** In every so many rounds the receiver of the webhook is down, too. */
    private static final int DOWN_EVERY = 4;

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterKillsAtRandomMoments() throws Exception {
        assumeTrue(ONLY.isEmpty() || ONLY.equalsIgnoreCase(store.name()), "asked for the other database");
        Random random = new Random(SEED);
        try (CrmServer own = new CrmServer("kill", store);
                Receiver receiver = new Receiver()) {
            server = own;
            own.start();
            own.console("feature:install acme-loyalty");
            own.console("config:property-set -p org.penglai.crm.feeds.webhooks internalAddresses true");
            String webhook = webhook(own.administrator(), receiver);
            Conversions.hireWatcher(own.administrator());
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(new Writer(own, "kq" + Character.toString('a' + i), random.nextLong()));
            }
            long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES);
            int kills = 0;
            for (int round = 1; round <= ROUNDS && System.nanoTime() < until; round++) {
                receiver.setDown(round % DOWN_EVERY == 0);
                writeUntilKilled(writers, SHORTEST_MS + random.nextInt(LONGEST_MS - SHORTEST_MS));
                own.start();
                for (Writer writer : writers) {
                    writer.begin();
                }
                new Aftermath(own.administrator()).auditIsSound();
                report(round, writers, receiver);
                kills = round;
            }
            receiver.setDown(false);
            own.console("crm:outbox --retry 'webhook " + webhook + "'");
            check(writers, receiver, webhook, kills);
        }
    }

    private static String webhook(CrmClient crm, Receiver receiver) throws Exception {
        JsonNode webhook = crm.post(
                        "/api/v1/webhooks",
                        Map.of("name", "kill", "url", receiver.url(), "types", "customers,acmeLoyaltyAccounts"))
                .expect(201)
                .json();
        String id = webhook.get("id").asText();
        receiver.expectSignedWith(crm.get("/api/v1/webhooks/" + id + "/secret")
                .expect(200)
                .json()
                .get("secret")
                .asText());
        return id;
    }

    private void writeUntilKilled(List<Writer> writers, long milliseconds) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (Writer writer : writers) {
            writer.begin();
            Thread thread = new Thread(writer, "writer");
            threads.add(thread);
            thread.start();
        }
        TimeUnit.MILLISECONDS.sleep(milliseconds); // the random moment
        server.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        for (Writer writer : writers) {
            assertThat(writer.failure()).isNull();
        }
    }

    private void check(List<Writer> writers, Receiver receiver, String webhook, int kills) throws Exception {
        List<Known> known =
                writers.stream().flatMap(writer -> writer.all().stream()).toList();
        Aftermath aftermath = new Aftermath(server.administrator());
        aftermath.everyWriteIsThereOnce(known);
        aftermath.searchFindsEach(known);
        aftermath.awaitDelivery(webhook);
        aftermath.auditIsSound();
        server.stop();
        assertThat(receiver.wrong()).isEmpty();
        try (Tables tables = new Tables(server)) {
            Aftermath.eventsAreDense(tables, known);
            int doubles = Aftermath.deliveriesAreComplete(tables, known, receiver.taken());
            System.out.printf(
                    "kill on %s, seed %d: %d kills, %d writes acknowledged, %d without an answer settled, "
                            + "%d leads converted, %d events, %d deliveries of which %d doubles, %d refused by the receiver%n",
                    store,
                    SEED,
                    kills,
                    writers.stream().mapToInt(Writer::acknowledged).sum(),
                    writers.stream().mapToInt(Writer::settled).sum(),
                    tables.number("select count(*) from crm_lead where status = 'converted'"),
                    tables.number("select count(*) from crm_event"),
                    receiver.taken().size(),
                    doubles,
                    receiver.refused());
        }
    }

    private void report(int round, List<Writer> writers, Receiver receiver) {
        if (ROUNDS > 2) {
            System.out.printf(
                    "%s, kill %d: %d acknowledged, %d settled of which %d were done, %d delivered%n",
                    store,
                    round,
                    writers.stream().mapToInt(Writer::acknowledged).sum(),
                    writers.stream().mapToInt(Writer::settled).sum(),
                    writers.stream().mapToInt(Writer::done).sum(),
                    receiver.taken().size());
        }
    }
}
