package org.penglai.crm.rest.internal.http;

import java.util.Collections;
import java.util.Enumeration;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request that a trusted proxy has passed on, as the browser sent it. */
final class ForwardedRequest extends HttpServletRequestWrapper {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String client;
    private final String scheme;
    private final String host;

    /** @param host with port, if there is one; like the others null for what the proxy does not say */
    ForwardedRequest(HttpServletRequest request, String client, String scheme, String host) {
        super(request);
        this.client = client;
        this.scheme = scheme;
        this.host = host;
    }

    @Override
    public String getRemoteAddr() {
        return client == null ? super.getRemoteAddr() : client;
    }

    @Override
    public String getRemoteHost() {
        return client == null ? super.getRemoteHost() : client;
    }

    @Override
    public String getScheme() {
        return scheme == null ? super.getScheme() : scheme;
    }

    @Override
    public boolean isSecure() {
        return scheme == null ? super.isSecure() : "https".equals(scheme);
    }

    @Override
    public String getServerName() {
        return host == null ? super.getServerName() : host.substring(0, endOfName());
    }

    @Override
    public int getServerPort() {
        if (host != null && endOfName() < host.length()) {
            return Integer.parseInt(host.substring(endOfName() + 1));
        }
        return scheme == null && host == null ? super.getServerPort() : isSecure() ? HTTPS : HTTP;
    }

    @Override
    public StringBuffer getRequestURL() {
        int port = getServerPort();
        StringBuffer url = new StringBuffer(getScheme()).append("://").append(getServerName());
        if (port != (isSecure() ? HTTPS : HTTP)) {
            url.append(':').append(port);
        }
        return url.append(getRequestURI());
    }

    @Override
    public String getHeader(String name) {
        return host != null && "Host".equalsIgnoreCase(name) ? host : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return host != null && "Host".equalsIgnoreCase(name)
                ? Collections.enumeration(Collections.singleton(host))
                : super.getHeaders(name);
    }

    private int endOfName() {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? colon : host.length();
    }
}
