package org.penglai.crm.rest.internal.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a request as the browser sent it, if it came through a proxy that is trusted by name: {@code Forwarded} (RFC
 * 7239), else {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. From anybody else these headers are only claims
 * and are not looked at. Of a chain of proxies the first one that is not trusted, from the right, is the client.
 */
final class TrustedProxies {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxies.class);
    private static final Pattern PAIR = Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^;,\"\\s]*))\\s*");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private final List<Network> trusted = new ArrayList<>();

    /** @param networks addresses such as 10.0.0.7, or networks such as 10.0.0.0/8 */
    TrustedProxies(List<String> networks) {
        for (String text : networks) {
            Optional<Network> network = text.isBlank() ? Optional.empty() : Network.parse(text.strip());
            network.ifPresent(trusted::add);
            if (network.isEmpty() && !text.isBlank()) {
                LOG.error("{} is no address or network; no proxy is trusted by it", text);
            }
        }
    }

    /** What a hop says of the request that it got; a part that it does not say is null. */
    private record Hop(String client, String scheme, String host) {}

    /** The request, or one that answers as the browser asked. */
    HttpServletRequest seen(HttpServletRequest request) {
        if (trusted.isEmpty() || !isTrusted(request.getRemoteAddr())) {
            return request;
        }
        List<Hop> hops = hops(request);
        // Each proxy has added what it saw behind what came to it; only the trusted end of the list is believed.
        Collections.reverse(hops);
        Hop known = new Hop(null, null, null);
        for (Hop hop : hops) {
            known = new Hop(
                    hop.client() == null ? known.client() : hop.client(),
                    hop.scheme() == null ? known.scheme() : hop.scheme(),
                    hop.host() == null ? known.host() : hop.host());
            if (hop.client() == null || !isTrusted(hop.client())) {
                break;
            }
        }
        return new ForwardedRequest(request, known.client(), known.scheme(), known.host());
    }

    private boolean isTrusted(String address) {
        return address(address)
                .filter(each -> trusted.stream().anyMatch(network -> network.has(each)))
                .isPresent();
    }

    private static List<Hop> hops(HttpServletRequest request) {
        List<String> standard = Collections.list(request.getHeaders("Forwarded"));
        return standard.isEmpty() ? usual(request) : standard(String.join(",", standard));
    }

    private static List<Hop> standard(String header) {
        List<Hop> hops = new ArrayList<>();
        for (String element : header.split(",")) {
            String client = null;
            String scheme = null;
            String host = null;
            for (String pair : element.split(";")) {
                Matcher match = PAIR.matcher(pair);
                if (match.matches()) {
                    String value = match.group(2) == null ? match.group(3) : match.group(2);
                    switch (match.group(1).toLowerCase(Locale.ROOT)) {
                        case "for" -> client = plain(value);
                        case "proto" -> scheme = scheme(value);
                        case "host" -> host = host(value);
                        default -> {
                            // Nothing that is asked here.
                        }
                    }
                }
            }
            hops.add(new Hop(client, scheme, host));
        }
        return hops;
    }

    private static List<Hop> usual(HttpServletRequest request) {
        List<String> clients = values(request, "X-Forwarded-For");
        List<String> schemes = values(request, "X-Forwarded-Proto");
        List<String> hosts = values(request, "X-Forwarded-Host");
        int count = Math.max(clients.size(), Math.max(schemes.size(), hosts.size()));
        List<Hop> hops = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            // The lists end together, at the proxy next to us; most proxies write one scheme and one host only.
            hops.add(new Hop(
                    plain(fromEnd(clients, count - place)),
                    scheme(fromEnd(schemes, count - place)),
                    host(fromEnd(hosts, count - place))));
        }
        return hops;
    }

    private static String fromEnd(List<String> values, int place) {
        return place > values.size() ? null : values.get(values.size() - place);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name)).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String scheme(String value) {
        return "https".equalsIgnoreCase(value) ? "https" : "http".equalsIgnoreCase(value) ? "http" : null;
    }

    private static String host(String value) {
        return value != null && HOST.matcher(value).matches() ? value : null;
    }

    /** The address without brackets and port; null for names and what hides behind "unknown". */
    private static String plain(String value) {
        if (value == null) {
            return null;
        }
        String address = value.startsWith("[")
                ? value.substring(1, Math.max(1, value.indexOf(']')))
                : value.indexOf(':') == value.lastIndexOf(':') ? value.split(":", 2)[0] : value;
        return address(address).isPresent() ? address : null;
    }

    /** Of literals only: no name is ever looked up. */
    private static Optional<InetAddress> address(String text) {
        if (text == null
                || !LITERAL.matcher(text).matches()
                || !text.contains(":") && !text.matches("\\d+(\\.\\d+){3}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private record Network(byte[] address, int bits) {
        static Optional<Network> parse(String text) {
            String[] parts = text.split("/", 2);
            return TrustedProxies.address(parts[0]).map(InetAddress::getAddress).flatMap(bytes -> {
                int most = bytes.length * Byte.SIZE;
                int bits = parts.length == 1 ? most : parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : -1;
                return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(bytes, bits));
            });
        }

        boolean has(InetAddress other) {
            byte[] bytes = other.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 1 << (Byte.SIZE - 1 - bit % Byte.SIZE);
                if (((bytes[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
