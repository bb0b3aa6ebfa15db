package org.penglai.crm.rest.internal.http;

import java.util.Set;
import javax.servlet.ServletRequest;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.security.Caller;

/** What the filter found out about a request, for the resources. Kept as an attribute of the request, over re-dispatches too. */
public final class ApiRequest {
    private static final String ATTRIBUTE = ApiRequest.class.getName();
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final String traceId;
    private final String method;
    private final long startedNanos;
    private ApiPath path;
    private QueryParameters query;
    private Identity identity;
    private long parkedUntilNanos;
    private boolean parkedBefore;

    private ApiRequest(String traceId, String method, long startedNanos) {
        this.traceId = traceId;
        this.method = method;
        this.startedNanos = startedNanos;
    }

    static ApiRequest begin(ServletRequest request, String traceId, String method, long now) {
        ApiRequest begun = new ApiRequest(traceId, method, now);
        request.setAttribute(ATTRIBUTE, begun);
        return begun;
    }

    /** Null if the request did not come through the filter yet. */
    static ApiRequest find(ServletRequest request) {
        return (ApiRequest) request.getAttribute(ATTRIBUTE);
    }

    public static ApiRequest of(ServletRequest request) {
        ApiRequest found = find(request);
        if (found == null) {
            throw new IllegalStateException("the request did not pass the API's filter");
        }
        return found;
    }

    public static String traceId(ServletRequest request) {
        ApiRequest found = find(request);
        return found == null ? "none" : found.traceId;
    }

    void located(ApiPath foundPath, QueryParameters foundQuery) {
        path = foundPath;
        query = foundQuery;
    }

    void identified(Identity found) {
        identity = found;
    }

    public String traceId() {
        return traceId;
    }

    long startedNanos() {
        return startedNanos;
    }

    public ApiPath path() {
        return path;
    }

    public QueryParameters query() {
        return query;
    }

    /** For resources without parameters. */
    public ApiRequest withoutParameters() {
        query.allow(Set.of());
        return this;
    }

    public boolean isWrite() {
        return !READING.contains(method);
    }

    /** Who calls. */
    public Caller caller() {
        return identity().caller();
    }

    /**
     * Who calls, and by which credential.
     *
     * @throws Unauthenticated if nobody is signed in
     */
    public Identity identity() {
        if (identity == null) {
            throw new Unauthenticated("notSignedIn", Localized.of("请先登录。", "Sign in first."));
        }
        return identity;
    }

    boolean isIdentified() {
        return identity != null;
    }

    /** Until when the request waits; starts with the first call, so that waiting twice does not wait longer. */
    public long parkUntil(long now, long nanos) {
        if (!parkedBefore) {
            parkedBefore = true;
            parkedUntilNanos = now + nanos;
        }
        return parkedUntilNanos;
    }
}
