package org.penglai.crm.rest.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

/** Ready is who answers behind the interface's path, not who is merely registered. */
class ProbeTest {
    private final Map<String, Object> attributes = new HashMap<>();

    @Test
    void onlyTheInterfaceItselfCounts() throws IOException {
        assertThat(Probe.reaches(asked(null), null)).as("nothing mapped").isFalse();
        assertThat(Probe.reaches(asked((request, response) -> {}), null))
                .as("somebody else mapped")
                .isFalse();
        assertThat(Probe.reaches(
                        asked((request, response) -> {
                            throw new ServletException("it cannot be made yet");
                        }),
                        null))
                .isFalse();
        assertThat(Probe.reaches(asked((request, response) -> Probe.answer(request)), null))
                .isTrue();
        assertThat(attributes).as("the request is as before").isEmpty();
    }

    private HttpServletRequest asked(Behind behind) {
        RequestDispatcher there = behind == null
                ? null
                : new RequestDispatcher() {
                    @Override
                    public void forward(ServletRequest request, ServletResponse response) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void include(ServletRequest request, ServletResponse response) throws ServletException {
                        assertThat(Probe.is(request)).isTrue();
                        behind.service(request, response);
                    }
                };
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestDispatcher" -> there;
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "removeAttribute" -> attributes.remove(arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What stands behind the path. */
    @FunctionalInterface
    private interface Behind {
        void service(ServletRequest request, ServletResponse response) throws ServletException;
    }
}
