package org.penglai.crm.rest.internal.operation;

import java.io.IOException;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;

/**
 * Asks the interface where requests would find it. That its service is there says little: it is made when it is first
 * asked, with all that it needs, such as somebody who can sign in; and the container maps it a moment later.
 */
public final class Probe {
    private static final String NAME = Probe.class.getName();
    private static final String PATH = "/api/v1/session";

    private Probe() {}

    /** Whether the interface itself stands behind its path. */
    static boolean reaches(HttpServletRequest request, ServletResponse response) throws IOException {
        RequestDispatcher there = request.getRequestDispatcher(PATH);
        if (there == null) {
            return false;
        }
        request.setAttribute(NAME, Boolean.FALSE);
        try {
            there.include(request, response);
            return Boolean.TRUE.equals(request.getAttribute(NAME));
        } catch (ServletException notMadeYet) {
            return false;
        } finally {
            request.removeAttribute(NAME);
        }
    }

    /** Whether the request only asks who is there. */
    public static boolean is(ServletRequest request) {
        return request.getAttribute(NAME) != null;
    }

    /** Answers such a request. */
    public static void answer(ServletRequest request) {
        request.setAttribute(NAME, Boolean.TRUE);
    }
}
