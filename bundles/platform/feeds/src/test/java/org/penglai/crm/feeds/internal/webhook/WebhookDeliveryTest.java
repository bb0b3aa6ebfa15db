package org.penglai.crm.feeds.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.feeds.internal.FeedWorld;
import org.penglai.crm.feeds.spi.DeadLetters.Letter;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;

class WebhookDeliveryTest {
    private static final String SECRET = "whsec_1";

    private final List<Long> received = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (answer == 200) {
                bodies.add(new String(body, StandardCharsets.UTF_8));
                signatures.add(exchange.getRequestHeaders().getFirst("X-Penglai-Signature"));
                received.add(Long.parseLong(exchange.getRequestHeaders().getFirst("X-Penglai-Position")));
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aReceiverThatIsDownForADayGetsEverythingInOrderAfterwards(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            WebhookDelivery delivery = delivery(world, true);
            delivery.handle(FeedWorld.events(1, 3));
            List<OutboxEvent> waiting = new ArrayList<>();
            answer = 503;
            for (int hour = 0; hour < 24; hour++) {
                waiting.addAll(FeedWorld.events(4 + hour, 4 + hour));
                world.clock.move(Duration.ofHours(1));
                assertThatThrownBy(() -> delivery.handle(waiting)).hasMessageContaining("503");
            }
            answer = 200;
            delivery.handle(waiting);
            assertThat(received)
                    .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, 27)
                            .boxed()
                            .toList());
            assertThat(world.letters.count()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsNotTakenForThreeDaysIsPutAsideAndCanBeSentAgain(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            WebhookDelivery delivery = delivery(world, true);
            world.letters.present(delivery);
            answer = 500;
            assertThatThrownBy(() -> delivery.handle(FeedWorld.events(1, 1))).hasMessageContaining("500");
            world.clock.move(Duration.ofHours(72));
            delivery.handle(FeedWorld.events(1, 1));
            answer = 200;
            delivery.handle(FeedWorld.events(2, 2));
            assertThat(received).containsExactly(2L);

            Letter letter = world.letters.list(10).get(0);
            assertThat(world.letters.list(delivery.name(), 10)).containsExactly(letter);
            assertThat(world.letters.list("another", 10)).isEmpty();
            assertThat(world.letters.reader(letter.id())).contains(delivery.name());
            assertThat(world.letters.reader(77)).isEmpty();
            assertThat(letter.reader()).isEqualTo(delivery.name());
            assertThat(letter.position()).isEqualTo(1);
            assertThat(letter.attempts()).isEqualTo(2);
            assertThat(letter.reason()).contains("500");
            answer = 500;
            assertThat(world.letters.sendAgain(letter.id())).contains("500");
            answer = 200;
            assertThat(world.letters.sendAgain(letter.id())).isNull();
            assertThat(received).containsExactly(2L, 1L);
            assertThat(world.letters.count()).isZero();
        }
    }

    @Test
    void aTrialIsSignedLikeAnyOtherRequestAndTellsOfNoChange() throws Exception {
        try (FeedWorld world = new FeedWorld(TestDatabase.Kind.DERBY)) {
            receiver.removeContext("/");
            receiver.createContext("/", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                signatures.add(exchange.getRequestHeaders().getFirst("X-Penglai-Signature"));
                assertThat(exchange.getRequestHeaders()).doesNotContainKey("X-Penglai-Position");
                exchange.sendResponseHeaders(answer, -1);
                exchange.close();
            });
            delivery(world, true).test();
            assertThat(bodies.get(0)).contains("\"test\":true").doesNotContain("position");
            assertThat(signatures.get(0)).matches("t=\\d+,v1=[0-9a-f]{64}");
            answer = 503;
            assertThatThrownBy(() -> delivery(world, true).test()).hasMessageContaining("503");
            assertThatThrownBy(() -> delivery(world, false).test()).hasMessageContaining("cannot be reached");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatWasDeliveredIsNotSentAgainBecauseALaterOneFails(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            WebhookDelivery delivery = delivery(world, true);
            List<OutboxEvent> events = FeedWorld.events(1, 3);
            receiver.removeContext("/");
            receiver.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                long position = Long.parseLong(exchange.getRequestHeaders().getFirst("X-Penglai-Position"));
                received.add(position);
                boolean refused = position == 2
                        && received.stream().filter(one -> one == 2).count() == 1;
                exchange.sendResponseHeaders(refused ? 500 : 204, -1);
                exchange.close();
            });
            assertThatThrownBy(() -> delivery.handle(events)).hasMessageContaining("500");
            delivery.handle(events);
            assertThat(received).containsExactly(1L, 2L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sendsNamesOfWhatTheOwnerSeesSigned(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            WebhookDelivery delivery = delivery(world, true);
            delivery.handle(List.of(
                    FeedWorld.event(1, "customers", FeedWorld.OUT_OF_SIGHT, "updated"),
                    FeedWorld.event(2, "contacts", 5, "updated"),
                    FeedWorld.event(3, "customers", 5, "claim"),
                    FeedWorld.event(4, "customers", 5, "updated")));
            assertThat(received).containsExactly(4L);
            JsonNode body = new ObjectMapper().readTree(bodies.get(0));
            assertThat(body.path("id").asText()).isEqualTo(Ids.format(5));
            assertThat(body.path("operation").asText()).isEqualTo("updated");
            assertThat(body.path("fields").toString()).isEqualTo("[\"name\"]");
            assertThat(bodies.get(0)).doesNotContain("甲", "乙", "salary");
            String[] parts = signatures.get(0).split("[=,]");
            assertThat(parts[3])
                    .isEqualTo(WebhookSecrets.signature(
                            SECRET,
                            Long.parseLong(parts[1]),
                            bodies.get(0).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void neverLeadsIntoTheInternalNetwork(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            assertThatThrownBy(() -> delivery(world, false).handle(FeedWorld.events(1, 1)))
                    .hasMessageContaining("internal network");
            assertThat(received).isEmpty();
        }
    }

    @Test
    void knowsWhichAddressesArePublic() throws Exception {
        for (String internal : List.of(
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "240.0.0.1",
                "198.18.0.1",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:0::1",
                "ff02::1")) {
            assertThat(SafeAddresses.isPublic(InetAddress.getByName(internal)))
                    .as(internal)
                    .isFalse();
        }
        for (String open : List.of("1.1.1.1", "114.114.114.114", "2606:4700::1111")) {
            assertThat(SafeAddresses.isPublic(InetAddress.getByName(open)))
                    .as(open)
                    .isTrue();
        }
    }

    private WebhookDelivery delivery(FeedWorld world, boolean internal) {
        URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?a=1");
        return new WebhookDelivery(
                new WebhookDelivery.Target(9, url, Set.of("customers"), Set.of("created", "updated"), 7, SECRET),
                0,
                world.letters,
                FeedWorld.changes(List.of()),
                owner -> FeedWorld.ANNA,
                new PinnedPost(new SafeAddresses(internal)),
                world.clock,
                Duration.ofHours(72));
    }
}
