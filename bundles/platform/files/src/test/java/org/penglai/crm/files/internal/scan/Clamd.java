package org.penglai.crm.files.internal.scan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A real ClamAV daemon on a free port of the loopback; the one virus it knows is a line of text of the tests' own. */
public final class Clamd implements AutoCloseable {
    /** What it takes for a virus. */
    public static final String VIRUS = "penglai-planted-virus-for-tests";

    public static final String FOUND = "Penglai.Planted.UNOFFICIAL";
    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");
    private static final int PATIENCE_SECONDS = 120;

    private final Path folder;
    private final int port;
    private Process process;

    public Clamd(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        Path signatures = Files.createDirectories(folder.resolve("signatures"));
        String hex = HexFormat.of().formatHex(VIRUS.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(signatures.resolve("planted.ndb"), "Penglai.Planted:0:*:" + hex + "\n");
        Files.writeString(
                folder.resolve("clamd.conf"),
                """
                TCPSocket %1$d
                TCPAddr 127.0.0.1
                DatabaseDirectory %2$s
                TemporaryDirectory %3$s
                Foreground yes
                StreamMaxLength 10M
                """
                        .formatted(port, signatures, folder));
        start();
    }

    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(PROGRAM.toString(), "--config-file=" + folder.resolve("clamd.conf"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("clamd.log").toFile())
                .start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException(Files.readString(folder.resolve("clamd.log")));
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    public ClamdScanner scanner() {
        return new ClamdScanner(InetSocketAddress.createUnresolved("127.0.0.1", port), Duration.ofSeconds(60));
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).startsWith("PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
