package com.hubify.clerk.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import com.hubify.clerk.event.InstanceEvent;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Switches, messages and replays over HTTP, without an endpoint to send anything to. */
@SimulatorTest
class WebhookPagesTests {

    private static final String PATH = "/simulator/webhooks";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationEventPublisher events;

    @AfterEach
    void turnOff() {
        turn("{}").expectStatus().isOk();
    }

    @Test
    void tellsSwitchesInClerksSpelling() {
        turn("""
                {"duplicates":1,"delay_ms":5,"reorder_ms":7,"lose":2,"unknown_signature":true,
                 "secret":"whsec_bmV3LXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=","old_secret_dropped":true,"speed":60}
                """).expectStatus().isOk();

        assertThat(CodeFlow.json(http().get().uri(PATH).exchange()).get("switches"))
                .isEqualTo(Map.of(
                        "duplicates",
                        1,
                        "delay_ms",
                        5,
                        "reorder_ms",
                        7,
                        "lose",
                        2,
                        "unknown_signature",
                        true,
                        "secret",
                        "whsec_…",
                        "old_secret_dropped",
                        true,
                        "speed",
                        60.0));
    }

    /** A switch that is not there would leave a test green for the wrong reason. */
    @Test
    void refusesWhatIsNoSwitch() {
        for (String wrong : new String[] {
            "{\"duplicate\":1}", "{\"duplicates\":11}", "{\"old_secret_dropped\":true}", "{\"secret\":\"!\"}", "[", ""
        }) {
            assertThat(turn(wrong).returnResult(String.class).getStatus().is4xxClientError())
                    .as(wrong)
                    .isTrue();
        }
        assertThat(CodeFlow.json(http().get().uri(PATH).exchange()).toString()).contains("duplicates=0");
    }

    @Test
    void showsMessagesAndTheirText() {
        events.publishEvent(new InstanceEvent("user.updated", Map.of("id", "user_shown")));

        Map<String, Object> report =
                CodeFlow.json(http().get().uri(PATH + "?limit=1").exchange());
        String id = report.toString().replaceFirst(".*(msg_\\w{27}).*", "$1");

        assertThat(report.toString()).contains("type=user.updated").contains("state=NEW");
        assertThat(CodeFlow.json(http().get().uri(PATH + "/" + id).exchange()))
                .containsEntry("data", Map.of("id", "user_shown"));
        assertThat(page()).contains(id).contains("action=\"/webhooks/" + id + "/replay\"");
        http().post().uri(PATH + "/" + id + "/replay").exchange().expectStatus().isOk();
        http().post()
                .uri("/webhooks/" + id + "/replay")
                .exchange()
                .expectStatus()
                .isSeeOther();
        http().post().uri(PATH + "/msg_none/replay").exchange().expectStatus().isNotFound();
    }

    @Test
    void turnsSwitchesOnThePageAndLeavesSecretsAlone() {
        turn("{\"secret\":\"whsec_bmV3LXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=\"}")
                .expectStatus()
                .isOk();

        http().post()
                .uri("/webhooks")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("duplicates=3&lose=1&unknown_signature=true")
                .exchange()
                .expectStatus()
                .isSeeOther();

        assertThat(CodeFlow.json(http().get().uri(PATH).exchange()).toString())
                .contains("duplicates=3")
                .contains("lose=1")
                .contains("unknown_signature=true")
                .contains("secret=whsec_…");
        assertThat(page()).contains("value=\"3\"");
    }

    private RestTestClient.ResponseSpec turn(String switches) {
        return http().put()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .body(switches)
                .exchange();
    }

    private String page() {
        return Objects.requireNonNull(http().get()
                .uri("/webhooks")
                .exchange()
                .returnResult(String.class)
                .getResponseBody());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }
}
