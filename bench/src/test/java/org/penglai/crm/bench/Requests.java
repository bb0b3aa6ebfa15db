package org.penglai.crm.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.Store;

/** Sends the same kind of request many times by two clients and tells what one costs. */
final class Requests {
    private static final int CLIENTS = 2;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 3;
    private static final int IDLE_SECONDS = 5;
    /**
     * No round takes longer, so that a run comes to its end on a machine that is busy with other things, too: twenty
     * kinds of six rounds in six minutes.
     */
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final CrmServer server;
    private final Store store;
    private final int count;
    private final Gauge gauge;

    Requests(CrmServer server, Store store, int count) {
        this.server = server;
        this.store = store;
        this.count = count;
        this.gauge = new Gauge(server);
    }

    /** @param body becomes JSON; null for none */
    record Call(String method, String path, Object body) {}

    /** Gives a request each time it is asked. Safe for several threads. */
    @FunctionalInterface
    interface Source {
        Call next();
    }

    static Source get(String path) {
        Call call = new Call("GET", path, null);
        return () -> call;
    }

    /** Prints the figures and returns the processor time of a request in milliseconds. */
    double measure(String what, Source source) throws Exception {
        return measure(what, source, 0, 0);
    }

    double measure(String what, Source source, double bare, int promised) throws Exception {
        return measure(what, source, bare, promised, server::administrator);
    }

    /**
     * @param bare what the same costs without the product; 0 if nothing is the same
     * @param promised how many times that it may cost; 0 if nothing was promised
     * @param clients gives those who ask, signed in
     */
    double measure(String what, Source source, double bare, int promised, Callable<CrmClient> clients)
            throws Exception {
        for (int warm = 0; warm < WARM_UP; warm++) {
            send(source, count, clients);
        }
        double best = Double.MAX_VALUE;
        double besides = 0;
        double[] times = {};
        double seconds = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ProcessorTime before = ProcessorTime.of(server.java());
            long start = System.nanoTime();
            double[] sent = send(source, count, clients);
            double took = (System.nanoTime() - start) / 1e9;
            ProcessorTime after = ProcessorTime.of(server.java());
            double cpu = after.since(before, ProcessorTime.Kind.REQUESTS) / sent.length;
            if (cpu < best) {
                best = cpu;
                besides = after.since(before, ProcessorTime.Kind.BACKGROUND) / sent.length;
                times = sent;
                seconds = took;
            }
        }
        System.out.printf(
                "%-9s %-24s %7.0f %8.1f %8.1f %8.3f %8.3f %6s %9s %6s%n",
                store,
                what,
                times.length / seconds,
                times[times.length / 2],
                times[(int) (times.length * 0.99)],
                best,
                besides,
                bare == 0 ? "" : String.format("%.1f", best / bare),
                promised == 0 ? "" : "<= " + promised,
                Gauge.load());
        return best;
    }

    /** What the columns are. */
    static void head() {
        System.out.printf(
                "%-9s %-24s %7s %8s %8s %8s %8s %6s %9s %6s%n",
                "database", "request", "/s", "p50 ms", "p99 ms", "CPU ms", "besides", "times", "promised", "load");
    }

    /** What the process does when nobody asks for anything. */
    void idle() throws InterruptedException, IOException {
        double before = gauge.cpuMillis();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        System.out.printf(
                "%-9s nobody asks: %.1f ms of CPU a second, load %s%n",
                store, (gauge.cpuMillis() - before) / IDLE_SECONDS, Gauge.load());
    }

    /** Sorted times in milliseconds. */
    private double[] send(Source source, int requests, Callable<CrmClient> signedIn) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<double[]>> work = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                CrmClient client = signedIn.call();
                work.add(() -> times(client, source, requests / CLIENTS));
            }
            List<Double> all = new ArrayList<>();
            for (Future<double[]> each : clients.invokeAll(work)) {
                for (double time : each.get()) {
                    all.add(time);
                }
            }
            return all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        } finally {
            clients.shutdownNow();
        }
    }

    private static double[] times(CrmClient client, Source source, int requests) throws Exception {
        double[] times = new double[requests];
        long end = System.nanoTime() + ROUND_NANOS;
        for (int i = 0; i < requests; i++) {
            if (i > 0 && System.nanoTime() > end) {
                return Arrays.copyOf(times, i);
            }
            Call call = source.next();
            long start = System.nanoTime();
            Reply reply =
                    switch (call.method()) {
                        case "POST" -> client.post(call.path(), call.body()).expect(201);
                        case "PATCH" -> client.patch(call.path(), call.body()).expect(200);
                        default -> client.get(call.path()).expect(200);
                    };
            times[i] = (System.nanoTime() - start) / 1e6;
            if (reply.body().length == 0) {
                throw new AssertionError(call + " was answered by nothing");
            }
        }
        return times;
    }
}
