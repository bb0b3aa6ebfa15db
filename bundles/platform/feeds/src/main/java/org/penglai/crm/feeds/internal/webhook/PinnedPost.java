package org.penglai.crm.feeds.internal.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A POST to an address that was resolved and checked before (the JDK's client resolves again by itself). HTTP/1.1, one
 * request a connection, redirects are not followed, of the answer only the status counts.
 */
final class PinnedPost {
    private static final int CONNECT_MILLISECONDS = 5_000;
    private static final int READ_MILLISECONDS = 10_000;
    private static final long WHOLE_NANOSECONDS = TimeUnit.SECONDS.toNanos(20);
    private static final int LONGEST_LINE = 1_000;

    private final SafeAddresses addresses;

    PinnedPost(SafeAddresses addresses) {
        this.addresses = addresses;
    }

    /** Returns the status of the answer. */
    int send(URI target, Map<String, String> headers, byte[] body) throws IOException {
        boolean secure = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() > 0 ? target.getPort() : secure ? 443 : 80;
        InetAddress address = addresses.resolve(target.getHost());
        try (Socket plain = new Socket(Proxy.NO_PROXY)) {
            plain.setSoTimeout(READ_MILLISECONDS);
            plain.connect(new InetSocketAddress(address, port), CONNECT_MILLISECONDS);
            if (!secure) {
                return exchange(plain, target, headers, body);
            }
            try (SSLSocket encrypted = encrypt(plain, target.getHost(), port)) {
                return exchange(encrypted, target, headers, body);
            }
        }
    }

    private static SSLSocket encrypt(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static int exchange(Socket socket, URI target, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder("POST ");
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        head.append(path);
        if (target.getRawQuery() != null) {
            head.append('?').append(target.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(target.getHost());
        if (target.getPort() > 0) {
            head.append(':').append(target.getPort());
        }
        head.append("\r\nConnection: close\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
        return status(new BufferedInputStream(socket.getInputStream()));
    }

    /** Status of the final answer; interim ones are passed over. */
    private static int status(InputStream in) throws IOException {
        long until = System.nanoTime() + WHOLE_NANOSECONDS;
        int status = statusOf(line(in, until));
        while (status >= 100 && status < 200) {
            String header = line(in, until);
            while (!header.isEmpty()) {
                header = line(in, until);
            }
            status = statusOf(line(in, until));
        }
        return status;
    }

    private static int statusOf(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static String line(InputStream in, long until) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE || System.nanoTime() > until) {
                throw new IOException("the answer broke off or does not end");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
