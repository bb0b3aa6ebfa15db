package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.persistence.spi.Ids;

@Timeout(60)
class EventsTest {
    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of("streams_perUser", 3));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void sendsThePluginsFirstAndAtEachChange() throws Exception {
        try (Stream stream = open(api.request("/api/v1/events"))) {
            assertThat(stream.headers.firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
            assertThat(stream.next("plugins")).contains("\"revision\":1");

            api.revision.set(2);
            api.platform.live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS));
            assertThat(stream.next("plugins")).contains("\"revision\":2");
        }
    }

    @Test
    void gathersChangesThatComeTogether() throws Exception {
        try (Stream stream = open(api.request("/api/v1/events"))) {
            stream.next("plugins");
            for (int i = 2; i <= 50; i++) {
                api.revision.set(i);
                api.platform.live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS));
            }
            assertThat(stream.next("plugins")).contains("\"revision\":50");
        }
    }

    @Test
    void tellsEachUserOfTheOwnJobsOnly() throws Exception {
        try (Stream anna = open(api.request("/api/v1/events"));
                Stream rita = open(api.anonymous("/api/v1/events").header("Authorization", "Bearer rita-token"))) {
            anna.next("plugins");
            rita.next("plugins");
            api.jobs.put(FakePlatform.ANNA, 42);
            api.platform.live.publish(new LiveUpdate(LiveUpdate.JOB, FakePlatform.ANNA.userId(), Ids.format(42)));
            api.platform.live.publish(new LiveUpdate(LiveUpdate.JOB, FakePlatform.READER.userId(), Ids.format(42)));
            assertThat(anna.next("job")).contains("\"id\":\"" + Ids.format(42) + "\"");

            api.platform.live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS));
            rita.next("plugins");
            assertThat(rita.seen).containsOnly("plugins");
        }
    }

    @Test
    void aClientThatComesAgainHearsOfTheRecordsItMissed() throws Exception {
        api.platform.outbox.add("customers", 1, 1, "created");
        api.platform.outbox.add("secrets", 2, 1, "created");
        api.platform.outbox.add("customers", 1, 2, "claim");
        try (Stream stream = open(api.anonymous("/api/v1/events")
                .header("Authorization", "Bearer rita-token")
                .header("Last-Event-ID", "1"))) {
            assertThat(stream.next("record"))
                    .isEqualTo("{\"type\":\"customers\",\"id\":\"" + Ids.format(1)
                            + "\",\"version\":2,\"operation\":\"updated\",\"position\":3}");
            assertThat(stream.seen).containsExactly("plugins", "record");
            assertThat(stream.id).isEqualTo("3");
        }
    }

    @Test
    void aClientThatMissedTooMuchIsAskedToStartAfresh() throws Exception {
        api.platform.outbox.add("customers", 1, 1, "created");
        api.platform.outbox.add("customers", 1, 2, "updated");
        api.platform.outbox.clear();
        for (String lost : List.of("0", "7", "what")) {
            try (Stream stream = open(api.request("/api/v1/events").header("Last-Event-ID", lost))) {
                stream.next("resync");
                assertThat(stream.seen).containsExactly("plugins", "resync");
            }
        }
        for (int i = 0; i <= 500; i++) {
            api.platform.outbox.add("customers", i, 1, "created");
        }
        try (Stream stream = open(api.anonymous("/api/v1/events")
                .header("Authorization", "Bearer rita-token")
                .header("Last-Event-ID", "2"))) {
            stream.next("resync");
        }
    }

    @Test
    void aNewStreamSaysWhereItBegins() throws Exception {
        api.platform.outbox.add("customers", 1, 1, "created");
        try (Stream stream = open(api.request("/api/v1/events"))) {
            stream.next("plugins");
            api.platform.live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS));
            stream.next("plugins");
            assertThat(stream.id).isEqualTo("1");
        }
    }

    @Test
    void tellsOfSavedViewsOnlyWhoMayReadTheirType() throws Exception {
        try (Stream stream = open(api.anonymous("/api/v1/events").header("Authorization", "Bearer rita-token"))) {
            stream.next("plugins");
            api.platform.live.publish(new LiveUpdate("views", 0, "contacts"));
            api.platform.live.publish(new LiveUpdate("views", FakePlatform.ANNA.userId(), "customers"));
            api.platform.live.publish(new LiveUpdate("views", 0, "customers"));
            assertThat(stream.next("views")).isEqualTo("{\"type\":\"customers\"}");
        }
    }

    @Test
    void tellsOfWrittenRecordsOnlyWhoMayReadTheirType() throws Exception {
        try (Stream stream = open(api.anonymous("/api/v1/events").header("Authorization", "Bearer rita-token"))) {
            stream.next("plugins");
            String id = Ids.format(42);
            api.platform.live.publish(new LiveUpdate(LiveUpdate.RECORD, 0, "secrets:" + id + ":3:updated:8"));
            api.platform.live.publish(new LiveUpdate(LiveUpdate.RECORD, 0, "customers:" + id + ":3:updated:8"));
            assertThat(stream.next("record"))
                    .isEqualTo("{\"type\":\"customers\",\"id\":\"" + id
                            + "\",\"version\":3,\"operation\":\"updated\",\"position\":8}");
        }
    }

    @Test
    void tellsOfManyRecordsAtOnceByTheirTypeAlone() throws Exception {
        try (Stream stream = open(api.request("/api/v1/events"))) {
            stream.next("plugins");
            for (int i = 1; i <= 51; i++) {
                api.platform.live.publish(
                        new LiveUpdate(LiveUpdate.RECORD, 0, "customers:" + Ids.format(i) + ":1:created:" + i));
            }
            assertThat(stream.next("record")).isEqualTo("{\"type\":\"customers\",\"id\":null,\"position\":51}");
            api.platform.live.publish(new LiveUpdate(LiveUpdate.RECORD, 0, "customers:60"));
            assertThat(stream.next("record")).isEqualTo("{\"type\":\"customers\",\"id\":null,\"position\":60}");
        }
    }

    @Test
    void sendsOnlyTheTopicsThatWereAskedFor() throws Exception {
        try (Stream stream = open(api.request("/api/v1/events?topics=job"))) {
            api.platform.live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS));
            api.jobs.put(FakePlatform.ANNA, 42);
            api.platform.live.publish(new LiveUpdate(LiveUpdate.JOB, FakePlatform.ANNA.userId(), Ids.format(42)));
            stream.next("job");
            assertThat(stream.seen).containsExactly("job");
        }
    }

    @Test
    void limitsTheStreamsOfAUser() throws Exception {
        try (Stream one = open(api.request("/api/v1/events"));
                Stream two = open(api.request("/api/v1/events"));
                Stream three = open(api.request("/api/v1/events"))) {
            one.next("plugins");
            two.next("plugins");
            three.next("plugins");
            HttpResponse<String> fourth = api.get("/api/v1/events");
            assertThat(fourth.statusCode()).isEqualTo(429);
            assertThat(fourth.body()).contains("tooManyStreams");
        }
    }

    @Test
    @Timeout(10) // less than a heart-beat, which would find them, too
    void pagesThatWereLeftMakeRoomBeforeAnyHeartBeat() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Stream left = open(api.request("/api/v1/events"))) {
                left.next("plugins");
            }
        }
        int status = 429;
        while (status == 429) {
            // A connection is known to be closed only once its end has answered to a first message.
            HttpResponse<InputStream> answer =
                    api.client().send(api.request("/api/v1/events").build(), BodyHandlers.ofInputStream());
            status = answer.statusCode();
            answer.body().close();
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void endsWithTheSession() throws Exception {
        HttpResponse<String> session = api.send(api.anonymous("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"anna\",\"password\":\"secret\"}")));
        String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        try (Stream stream = open(api.anonymous("/api/v1/events").header("Cookie", cookie))) {
            stream.next("plugins");
            api.send(api.anonymous("/api/v1/session")
                    .header("Cookie", cookie)
                    .header("X-CSRF-Token", "csrf1")
                    .DELETE());
            assertThat(stream.isAtEnd()).isTrue();
        }
    }

    @Test
    void endsWhenTheSessionIsEndedElsewhere() throws Exception {
        try (Stream stream = open(api.request("/api/v1/events"))) {
            stream.next("plugins");
            api.platform.signIn.tokens.remove("anna-token");
            api.platform.live.publish(new LiveUpdate("session", FakePlatform.ANNA.userId(), ""));
            assertThat(stream.isAtEnd()).isTrue();
        }
    }

    @Test
    void holdsNoThreadForAStream() throws Exception {
        api.close();
        api = new ApiServer(Map.of("streams_perUser", 300));
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            streams.add(open(api.request("/api/v1/events")));
        }
        // The server has 200 threads at most, and it still answers.
        assertThat(api.get("/api/v1/customers").statusCode()).isEqualTo(200);
        api.platform.live.publish(LiveUpdate.toAll(LiveUpdate.PLUGINS));
        for (Stream stream : streams) {
            stream.next("plugins");
            stream.close();
        }
    }

    private Stream open(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> answer = api.client().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Stream(answer);
    }

    private static final class Stream implements AutoCloseable {
        final java.net.http.HttpHeaders headers;
        final List<String> seen = new ArrayList<>();
        String id = "";
        private final BufferedReader lines;

        Stream(HttpResponse<InputStream> answer) {
            headers = answer.headers();
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /** Data of the next event of that name. */
        String next(String name) throws IOException {
            String event = "";
            while (true) {
                String line = lines.readLine();
                assertThat(line).as("stream goes on").isNotNull();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                    seen.add(event);
                } else if (line.startsWith("data: ") && event.equals(name)) {
                    return line.substring(6);
                }
            }
        }

        boolean isAtEnd() throws IOException {
            while (true) {
                String line = lines.readLine();
                if (line == null) {
                    return true;
                }
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
