package org.penglai.crm.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.penglai.crm.api.web.PublicAnswer;
import org.penglai.crm.api.web.PublicPage;
import org.penglai.crm.api.web.PublicRequest;
import org.penglai.crm.bulkheads.spi.Bulkheads;

class PublicServletTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final PublicPages pages = new PublicPages(Bulkheads.alone(Duration.ofSeconds(5)));
    private final Echo echo = new Echo();
    private Server server;

    @BeforeEach
    void start() throws Exception {
        pages.add(echo, Map.of(Constants.SERVICE_BUNDLEID, 7L));
        server = new Server(0);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new PublicServlet(pages, defaults())), "/public/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void aPageGetsWhatWasSentAndNoCookie() throws Exception {
        HttpResponse<String> answer = get("/public/echo/a/b?name=%E6%9D%8E&lang=en");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("false a/b 李 en");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors https://www.example.com");
        assertThat(answer.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(post("/public/echo/go", "name=x").headers().firstValue("Location"))
                .contains("/public/echo/thanks");
    }

    @Test
    void whatNoFormSendsIsRefused() throws Exception {
        assertThat(get("/public/nothing/x").statusCode()).isEqualTo(404);
        assertThat(post("/public/echo/x", "name=%zz").statusCode()).isEqualTo(400);
        assertThat(post("/public/echo/x", "name=" + "x".repeat(70_000)).statusCode())
                .isEqualTo(413);
        assertThat(send(request("/public/echo/x").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request("/public/echo/x").DELETE()).statusCode()).isEqualTo(405);
    }

    @Test
    void whoSendsTooOftenIsRefusedAndWhatFailsRevealsNothing() throws Exception {
        HttpResponse<String> failed = get("/public/echo/fail");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).doesNotContain("secret");
        int last = 0;
        for (int i = 0; i < 40 && last != 429; i++) {
            last = post("/public/echo/x", "name=x").statusCode();
        }
        assertThat(last).isEqualTo(429);
    }

    @Test
    void whileItsModuleIsExchangedAPageSaysWhenToComeBack() throws Exception {
        pages.remove(echo);
        HttpResponse<String> away = get("/public/echo/x");
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        pages.add(echo, Map.of(Constants.SERVICE_BUNDLEID, 8L));
        assertThat(get("/public/echo/x").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request(String path) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static RestConfiguration defaults() {
        return (RestConfiguration) Proxy.newProxyInstance(
                PublicServletTest.class.getClassLoader(),
                new Class<?>[] {RestConfiguration.class},
                (proxy, method, arguments) -> method.getDefaultValue());
    }

    private static final class Echo implements PublicPage {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public PublicAnswer answer(PublicRequest request) {
            if (request.path().equals("fail")) {
                throw new IllegalStateException("secret");
            }
            if (request.path().equals("go")) {
                return PublicAnswer.goTo("thanks");
            }
            String text = request.posted() + " " + request.path() + " " + request.parameter("name") + " "
                    + request.locale().getLanguage();
            return PublicAnswer.html(200, text, Set.of("https://www.example.com"));
        }
    }
}
