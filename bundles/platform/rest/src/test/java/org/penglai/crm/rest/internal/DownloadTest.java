package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class DownloadTest {

    private static final String ROW = "0123456789".repeat(100) + "\r\n";

    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer(Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aFileComesUnderItsNameAndIsKeptByNobody() throws Exception {
        server.exported = out -> out.write(ROW.getBytes(StandardCharsets.UTF_8));

        HttpResponse<String> answer = server.get("/api/v1/customers/export?format=csv&fields=name,remark&q=x");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ROW);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"customers.csv\"; filename*=UTF-8''%E5%AE%A2%E6%88%B7.csv");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(server.exportRequest.fields()).containsExactly("name", "remark");
        assertThat(server.exportRequest.q()).isEqualTo("x");
    }

    @Test
    void recordsAreChosenByNameInTheBody() throws Exception {
        server.exported = out -> out.write(ROW.getBytes(StandardCharsets.UTF_8));
        String chosen = IntStream.range(1, 1_001)
                .mapToObj(id -> '"' + Ids.format(id) + '"')
                .collect(Collectors.joining(","));

        HttpResponse<String> answer = server.json(
                "POST",
                "/api/v1/customers/export",
                "{\"format\":\"xlsx\",\"fields\":[\"name\"],\"ids\":[" + chosen + "]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(ROW);
        assertThat(server.exportRequest.ids()).hasSize(1_000).startsWith(1L, 2L);
        assertThat(server.exportRequest.format()).isEqualTo("xlsx");
        assertThat(server.json("POST", "/api/v1/customers/export", "{\"ids\":[\"?\"],\"limit\":1,\"bom\":\"x\"}")
                        .body())
                .contains("\"ids[0]\"", "\"limit\"", "\"bom\"");
    }

    @Test
    void whatBreaksOffHalfWayIsNoWholeFileToTheReceiver() {
        server.exported = out -> {
            for (int i = 0; i < 1_000; i++) {
                out.write(ROW.getBytes(StandardCharsets.UTF_8));
            }
            throw new IOException("the database went away");
        };

        assertThatThrownBy(() -> server.get("/api/v1/customers/export")).isInstanceOf(IOException.class);
    }

    @Test
    void whatBreaksOffBeforeTheFirstByteIsAProblem() throws Exception {
        server.exported = out -> {
            throw new IllegalStateException("nothing read yet");
        };

        assertThat(server.get("/api/v1/customers/export").statusCode()).isEqualTo(500);
    }

    @Test
    void unknownParametersAreRefused() throws Exception {
        assertThat(server.get("/api/v1/customers/export?limit=1").statusCode()).isEqualTo(400);
        assertThat(server.get("/api/v1/customers/export?bom=maybe").statusCode())
                .isEqualTo(400);
    }
}
