package org.penglai.crm.itests.support;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Clients that read and write customers as fast as a busy office, and remember every request that failed. */
public final class Load implements AutoCloseable {
    private static final String CUSTOMERS = "customers";
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong serial = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private final String collection;
    private final Duration pause;
    private final Duration cycle;
    private volatile boolean running = true;

    /** Starts that many clients, each with a session of its own and a short rest after each request. */
    public Load(CrmServer server, int number) throws IOException, InterruptedException {
        this(server, number, CUSTOMERS);
    }

    /** The same with records of another type, which need nothing but a name and have a remark. */
    public Load(CrmServer server, int number, String type) throws IOException, InterruptedException {
        this(server, number, type, PAUSE, Duration.ZERO);
    }

    /** Starts that many clients; each begins a request that long after the one before, or at once if it is late. */
    public static Load paced(CrmServer server, int number, Duration cycle) throws IOException, InterruptedException {
        return new Load(server, number, CUSTOMERS, Duration.ZERO, cycle);
    }

    private Load(CrmServer server, int number, String type, Duration pause, Duration cycle)
            throws IOException, InterruptedException {
        this.collection = "/api/v1/" + type;
        this.pause = pause;
        this.cycle = cycle;
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
            } catch (IOException | AssertionError e) {
                if (running) {
                    failures.add(e.toString());
                }
            } catch (InterruptedException e) {
                return;
            }
            long taken = System.nanoTime() - start;
            nanos.add(taken);
            rest(taken);
        }
    }

    /** The pace of the load, not a wait for something. */
    private void rest(long taken) {
        LockSupport.parkNanos(Math.max(pause.toNanos(), cycle.toNanos() - taken));
    }

    private void step(CrmClient client, RandomGenerator random, List<String> own)
            throws IOException, InterruptedException {
        int kind = own.isEmpty() ? 9 : random.nextInt(10);
        if (kind < 3) {
            client.get(collection + "?sort=name&limit=20").expect(200);
        } else if (kind < 6) {
            client.get(collection + '/' + own.get(random.nextInt(own.size()))).expect(200);
        } else if (kind < 8) {
            String id = own.get(random.nextInt(own.size()));
            String remark = "remark " + serial.incrementAndGet();
            client.patch(collection + '/' + id, Map.of("remark", remark)).expect(200);
            acknowledged.put(id, remark);
        } else {
            String id = client.post(collection, Map.of("name", "负载 " + serial.incrementAndGet()))
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
