package org.penglai.crm.files.internal.scan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.penglai.crm.api.files.VirusScanner;

/** Has ClamAV's daemon look at files: its command INSTREAM (manual page clamd(8)). There once it is configured. */
@Component(configurationPid = ClamdConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ClamdScanner implements VirusScanner {
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_ANSWER = 4_096;
    private static final String CLEAN = "stream: OK";
    private static final String STREAM = "stream: ";
    private static final String FOUND = " FOUND";

    private final InetSocketAddress address;
    private final Duration timeout;

    @Activate
    public ClamdScanner(ClamdConfiguration configuration) {
        this(
                new InetSocketAddress(configuration.host(), configuration.port()),
                Duration.ofSeconds(configuration.timeoutSeconds()));
    }

    ClamdScanner(InetSocketAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    @Override
    public String scan(InputStream content) throws IOException {
        try (Socket socket = new Socket()) {
            // A name is looked up anew each time: the daemon may move.
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLISECONDS);
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            SocketException cut = send(content, socket);
            String answer = new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            if (answer.equals(CLEAN)) {
                return null;
            }
            if (answer.startsWith(STREAM) && answer.endsWith(FOUND)) {
                return answer.substring(STREAM.length(), answer.length() - FOUND.length());
            }
            IOException failed = new IOException("clamd says: " + (answer.isEmpty() ? "nothing" : answer));
            if (cut != null) {
                failed.addSuppressed(cut);
            }
            throw failed;
        }
    }

    /** Returns how the daemon hung up, if it did: it says why before that. */
    private static SocketException send(InputStream content, Socket socket) throws IOException {
        byte[] piece = new byte[PIECE];
        try {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                if (read > 0) {
                    out.writeInt(read);
                    out.write(piece, 0, read);
                }
            }
            out.writeInt(0);
            out.flush();
            return null;
        } catch (SocketException hungUp) {
            return hungUp;
        }
    }
}
