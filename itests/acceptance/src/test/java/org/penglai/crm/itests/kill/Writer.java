package org.penglai.crm.itests.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Reply;

/**
 * One client that creates, changes, promotes and deletes customers and converts leads until the server dies. The one write it then has no
 * answer for, it looks up or repeats when the server is back, so that it knows the exact state of every record.
 */
final class Writer implements Runnable {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String ACCOUNTS = "/api/v1/acmeLoyaltyAccounts";
    private static final int MOST_TRIES = 5;
    /** Numbers of one length, none of which is found by another: with letters, search takes lv for lu. */
    private static final int FIRST_NUMBER = 10_000;

    private final CrmServer server;
    private final String prefix;
    private final Random random;
    private final List<Known> all = new ArrayList<>();
    private final List<Known> living = new ArrayList<>();
    private final Conversions conversions;
    private int leads;
    private CrmClient crm;
    private Step unanswered;
    private int acknowledged;
    private int settled;
    private int done;
    private volatile Throwable failure;

    Writer(CrmServer server, String prefix, long seed) {
        this.server = server;
        this.prefix = prefix;
        this.random = new Random(seed);
        this.conversions = new Conversions(server, all::add);
    }

    /** Signs in again, and settles what had no answer; patient, since a server that starts on a busy machine is slow. */
    void begin() throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                settle();
                return;
            } catch (HttpTimeoutException slow) {
                if (tries == MOST_TRIES) {
                    throw slow;
                }
            }
        }
    }

    private void settle() throws IOException, InterruptedException {
        crm = server.administrator();
        conversions.begin(crm);
        if (unanswered != null) {
            if (unanswered.happened()) {
                done++;
            } else {
                unanswered.send();
            }
            settled++;
            unanswered = null;
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                Step step = next();
                unanswered = step;
                step.send();
                unanswered = null;
                acknowledged++;
            }
        } catch (IOException e) {
            // The server was killed: that is what this writer works towards.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (AssertionError | RuntimeException e) {
            // Boundary of the thread: a wrong answer fails the test.
            failure = e;
        }
    }

    private Step next() {
        int kind = living.size() < 3 ? 0 : random.nextInt(13);
        Known one = living.isEmpty() ? null : living.get(random.nextInt(living.size()));
        if (kind < 4) {
            return new Create(new Known(prefix + (FIRST_NUMBER + all.size())));
        }
        if (kind < 7) {
            return new Remark(one, "r" + random.nextLong());
        }
        if (kind < 9 && !one.promoted) {
            return one.account == null ? new Open(one) : new Promote(one);
        }
        if (kind >= 10) {
            return conversions.next(prefix + "l" + (FIRST_NUMBER + leads++));
        }
        return one.account == null ? new Delete(one) : new Remark(one, "p" + random.nextLong());
    }

    List<Known> all() {
        return all;
    }

    /** Writes that were answered. */
    int acknowledged() {
        return acknowledged;
    }

    /** Writes without an answer that were looked up or repeated. */
    int settled() {
        return settled;
    }

    /** How many of those had been done. */
    int done() {
        return done;
    }

    Throwable failure() {
        return failure;
    }

    private final class Create implements Step {
        private final Known known;

        Create(Known known) {
            this.known = known;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            JsonNode created = crm.post(
                            CUSTOMERS, Map.of("name", known.name, "level", "C"), "Idempotency-Key", known.name)
                    .expect(201)
                    .json();
            known.id = created.get("id").asText();
            known.version = created.get("version").asInt();
            all.add(known);
            living.add(known);
        }

        /** The same key makes the second request harmless, so it is always sent. */
        @Override
        public boolean happened() {
            return false;
        }
    }

    private final class Remark implements Step {
        private final Known known;
        private final String text;

        Remark(Known known, String text) {
            this.known = known;
            this.text = text;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            crm.patch(CUSTOMERS + '/' + known.id, Map.of("remark", text), "If-Match", "\"" + known.version + "\"")
                    .expect(200);
            known.remark = text;
            known.version++;
        }

        @Override
        public boolean happened() throws IOException, InterruptedException {
            JsonNode now = crm.get(CUSTOMERS + '/' + known.id).expect(200).json();
            boolean written = text.equals(now.path("remark").asText());
            expect(now.get("version").asInt() == known.version + (written ? 1 : 0), now);
            if (written) {
                known.remark = text;
                known.version++;
            }
            return written;
        }
    }

    private final class Open implements Step {
        private final Known known;

        Open(Known known) {
            this.known = known;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            known.account = crm.post(
                            ACCOUNTS,
                            Map.of("customer", known.id, "tier", "silver"),
                            "Idempotency-Key",
                            known.name + "-account")
                    .expect(201)
                    .json()
                    .get("id")
                    .asText();
        }

        @Override
        public boolean happened() {
            return false;
        }
    }

    /** Makes the account gold and its customer an A: two capabilities, one transaction. */
    private final class Promote implements Step {
        private final Known known;

        Promote(Known known) {
            this.known = known;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            crm.post(ACCOUNTS + '/' + known.account + "/actions/promote", Map.of())
                    .expect(200);
            known.promoted = true;
            known.version++;
        }

        @Override
        public boolean happened() throws IOException, InterruptedException {
            JsonNode account =
                    crm.get(ACCOUNTS + '/' + known.account).expect(200).json();
            JsonNode customer = crm.get(CUSTOMERS + '/' + known.id).expect(200).json();
            boolean gold = "gold".equals(account.get("tier").asText());
            expect(gold == "A".equals(customer.get("level").asText()), customer);
            expect(customer.get("version").asInt() == known.version + (gold ? 1 : 0), customer);
            if (gold) {
                known.promoted = true;
                known.version++;
            }
            return gold;
        }
    }

    private final class Delete implements Step {
        private final Known known;

        Delete(Known known) {
            this.known = known;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            crm.delete(CUSTOMERS + '/' + known.id).expect(204);
            gone();
        }

        @Override
        public boolean happened() throws IOException, InterruptedException {
            Reply reply = crm.get(CUSTOMERS + '/' + known.id);
            if (reply.status() == 404) {
                gone();
                return true;
            }
            expect(reply.expect(200).json().get("version").asInt() == known.version, reply.json());
            return false;
        }

        private void gone() {
            known.deleted = true;
            known.version++;
            living.remove(known);
        }
    }

    private static void expect(boolean holds, JsonNode record) {
        if (!holds) {
            throw new AssertionError("half-made: " + record);
        }
    }
}
