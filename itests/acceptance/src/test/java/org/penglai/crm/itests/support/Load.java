package org.penglai.crm.itests.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Clients that read and write customers as fast as a busy office, and remember every request that failed. */
public final class Load implements AutoCloseable {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final long PAUSE_MILLIS = 10;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong serial = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean running = true;

    /** Starts that many clients, each with a session of its own. */
    public Load(CrmServer server, int number) throws IOException, InterruptedException {
        for (int i = 0; i < number; i++) {
            CrmClient client = server.administrator();
            int seed = i;
            Thread thread = new Thread(() -> work(client, seed), "load-" + i);
            clients.add(thread);
            thread.start();
        }
    }

    private void work(CrmClient client, int seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> own = new ArrayList<>();
        while (running) {
            long start = System.nanoTime();
            try {
                step(client, random, own);
                Thread.sleep(PAUSE_MILLIS); // the pace of the load, not a wait for something
            } catch (IOException | AssertionError e) {
                if (running) {
                    failures.add(e.toString());
                }
            } catch (InterruptedException e) {
                return;
            }
            nanos.add(System.nanoTime() - start - PAUSE_MILLIS * 1_000_000);
        }
    }

    private void step(CrmClient client, RandomGenerator random, List<String> own)
            throws IOException, InterruptedException {
        int kind = own.isEmpty() ? 9 : random.nextInt(10);
        if (kind < 3) {
            client.get(CUSTOMERS + "?sort=name&limit=20").expect(200);
        } else if (kind < 6) {
            client.get(CUSTOMERS + '/' + own.get(random.nextInt(own.size()))).expect(200);
        } else if (kind < 8) {
            String id = own.get(random.nextInt(own.size()));
            String remark = "remark " + serial.incrementAndGet();
            client.patch(CUSTOMERS + '/' + id, Map.of("remark", remark)).expect(200);
            acknowledged.put(id, remark);
        } else {
            String id = client.post(CUSTOMERS, Map.of("name", "负载 " + serial.incrementAndGet()))
                    .expect(201)
                    .json()
                    .get("id")
                    .asText();
            own.add(id);
            acknowledged.put(id, "");
        }
    }

    /** Requests that failed, with the reason. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** What the server said it had stored: the last remark by customer. */
    public Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    public Figures figures() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Figures(sorted.length, failures.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }

    /** Ends the clients; what they are doing right now is not counted as failed. */
    public void stop() throws InterruptedException {
        running = false;
        for (Thread client : clients) {
            client.join(60_000);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }

    /** Times in milliseconds. */
    public record Figures(int requests, int failed, double median, double p99, double longest) {
        @Override
        public String toString() {
            return String.format(
                    "%d requests, %d failed, median %.1f ms, p99 %.1f ms, longest %.0f ms",
                    requests, failed, median, p99, longest);
        }
    }
}
