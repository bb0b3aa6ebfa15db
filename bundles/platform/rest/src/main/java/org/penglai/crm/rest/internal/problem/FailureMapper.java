package org.penglai.crm.rest.internal.problem;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

/** Answers whatever a resource throws. */
public class FailureMapper<T extends Throwable> implements ExceptionMapper<T> {
    private final Problems problems;

    /** Set by CXF with a proxy that finds the request of the calling thread. */
    @Context
    private HttpServletRequest request;

    FailureMapper(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Response toResponse(T failure) {
        Problem problem = problems.explain(failure, request);
        if (problem.isAborted()) {
            return Response.status(problem.status()).build();
        }
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problems.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(problems.render(problem, request));
        String retryAfter = Problems.retryAfter(problem);
        if (retryAfter != null) {
            answer.header("Retry-After", retryAfter);
        }
        if (failure instanceof WebApplicationException web && web.getResponse().getHeaderString("Allow") != null) {
            answer.header("Allow", web.getResponse().getHeaderString("Allow"));
        }
        return answer.build();
    }

    /** Mapper of everything. CXF has a mapper of its own for WebApplicationException, hence the second one. */
    public static final class Any extends FailureMapper<Throwable> {
        public Any(Problems problems) {
            super(problems);
        }
    }

    /** Mapper of what JAX-RS throws itself: unknown path, wrong method. */
    public static final class Web extends FailureMapper<WebApplicationException> {
        public Web(Problems problems) {
            super(problems);
        }
    }
}
