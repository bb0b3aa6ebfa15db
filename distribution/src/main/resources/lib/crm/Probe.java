import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;

/** The part of bin/crm, run from source, that does what a portable shell cannot without curl, ss or nc. */
class Probe {

    private static final long READY_LIMIT_MILLIS = 300_000;

    public static void main(String[] args) throws Exception {
        boolean ok =
                switch (args[0]) {
                    case "free" -> isFree(args[1], Integer.parseInt(args[2]));
                    case "ready" -> isReady(args[1]);
                    case "await" -> awaitReady(args[1], Long.parseLong(args[2]));
                    default -> throw new IllegalArgumentException(args[0]);
                };
        System.exit(ok ? 0 : 1);
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Waits until the URL answers 200; false when the process ends or nothing happens for minutes. */
    private static boolean awaitReady(String url, long pid) throws InterruptedException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        long limit = System.currentTimeMillis() + READY_LIMIT_MILLIS;
        while (process.isPresent() && process.get().isAlive() && System.currentTimeMillis() < limit) {
            if (isReady(url)) {
                return true;
            }
            Thread.sleep(250);
        }
        return false;
    }

    /** JSON alone counts: while the platform starts, the console's page may answer for every address. */
    private static boolean isReady(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200
                    && String.valueOf(connection.getContentType()).startsWith("application/json");
        } catch (IOException notYet) {
            return false;
        }
    }
}
