package org.penglai.crm.feeds.internal.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Keeps requests that a user can direct out of the internal network: every address of the name must be a public one, and
 * the connection goes to the address that was checked, whatever the name leads to a moment later.
 */
final class SafeAddresses {
    private final boolean internal;

    /** @param internal whether everything is allowed */
    SafeAddresses(boolean internal) {
        this.internal = internal;
    }

    /** The address to connect to. */
    InetAddress resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(unbracketed(host));
        for (InetAddress address : all) {
            if (!internal && !isPublic(address)) {
                throw new UnknownHostException(host + " leads into the internal network");
            }
        }
        return all[0];
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6((Inet6Address) address, bytes);
    }

    /** Beside what the JDK knows: "this" network, carrier-grade NAT, protocol assignments, benchmarks, reserved. */
    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean assignments = first == 192 && second == 0 && ((bytes[2] & 0xff) == 0 || (bytes[2] & 0xff) == 2);
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean examples = first == 198 && second == 51 && (bytes[2] & 0xff) == 100
                || first == 203 && second == 0 && (bytes[2] & 0xff) == 113;
        return first != 0 && first < 240 && !carrier && !assignments && !benchmarks && !examples;
    }

    /** Only global unicast, and nothing that carries an IPv4 address which is not public. */
    private static boolean isPublic6(Inet6Address address, byte[] bytes) {
        boolean global = (bytes[0] & 0xe0) == 0x20;
        boolean sixToFour = (bytes[0] & 0xff) == 0x20 && (bytes[1] & 0xff) == 0x02;
        boolean teredoOrDocumentation =
                (bytes[0] & 0xff) == 0x20 && (bytes[1] & 0xff) == 0x01 && (bytes[2] == 0 || (bytes[2] & 0xff) == 0x0d);
        return global && !sixToFour && !teredoOrDocumentation && !address.isIPv4CompatibleAddress();
    }
}
