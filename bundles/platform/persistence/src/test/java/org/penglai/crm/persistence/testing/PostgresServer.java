package org.penglai.crm.persistence.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL server for the tests of a JVM, with throw-away data. The server refuses to run as root: then it runs as
 * user nobody. It never skips silently; what is missing is an exception.
 */
public final class PostgresServer {
    private static final int NOBODY = 65534;

    private final Path home;
    private final Path data;
    private final int port;
    private final Process process;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer() throws IOException, InterruptedException {
        home = PostgresBinaries.unpacked();
        data = Files.createTempDirectory("penglai-postgres-data");
        if (isRoot()) {
            Files.setAttribute(data, "unix:uid", NOBODY);
            Files.setAttribute(data, "unix:gid", NOBODY);
        }
        port = freePort();
        initialise();
        process = start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-postgres"));
    }

    /** The server, started on first use; it ends with the JVM. */
    public static PostgresServer running() {
        return Holder.SERVER;
    }

    /** A new, empty database for another process. */
    public Login freshDatabase() {
        String name = "crm_" + ProcessHandle.current().pid() + '_' + databases.incrementAndGet();
        createDatabase(name);
        return new Login("jdbc:postgresql://127.0.0.1:" + port + '/' + name, "postgres", "unchecked");
    }

    /** How another process gets at a database. */
    public record Login(String url, String user, String password) {}

    DataSource createDatabase(String name) {
        return copyDatabase(name, "template1");
    }

    /** @param original that nobody is connected to */
    DataSource copyDatabase(String name, String original) {
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + original);
            return dataSource(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void dropDatabase(String name) {
        try (Connection connection = dataSource("postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private DataSource dataSource(String database) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {port});
        dataSource.setDatabaseName(database);
        dataSource.setUser("postgres");
        return dataSource;
    }

    private void initialise() throws IOException, InterruptedException {
        Process initdb = builder(
                        "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
                .start();
        String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.waitFor() != 0) {
            throw new IllegalStateException("initdb failed: " + output);
        }
    }

    private Process start() throws IOException {
        Process server = builder(
                        "postgres",
                        "-D",
                        data.toString(),
                        "-p",
                        Integer.toString(port),
                        "-h",
                        "127.0.0.1",
                        "-k",
                        "",
                        "-F",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "shared_buffers=32MB",
                        "-c",
                        "deadlock_timeout=200ms")
                .start();
        BufferedReader log = server.inputReader();
        List<String> lines = new ArrayList<>();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            lines.add(line);
            if (line.contains("ready to accept connections")) {
                drain(log);
                return server;
            }
        }
        throw new IllegalStateException("PostgreSQL did not start: " + String.join("\n", lines));
    }

    private static void drain(BufferedReader log) {
        Thread thread = new Thread(() -> log.lines().forEach(line -> {}), "postgres-log");
        thread.setDaemon(true);
        thread.start();
    }

    private ProcessBuilder builder(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(data.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            TestFolders.delete(data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Holder {
        private static final PostgresServer SERVER = create();

        private static PostgresServer create() {
            try {
                return new PostgresServer();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
