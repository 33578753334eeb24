package com.hubify.clerk.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.clerk.CodeFlow;
import com.hubify.clerk.SimulatorTest;
import com.hubify.clerk.event.InstanceEvent;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"duplicate\":1}|duplicate is no switch: there are duplicates, delay_ms",
                "{\"duplicates\":11}|duplicates must be a whole number from 0 to 10.",
                "{\"duplicates\":\"many\"}|duplicates must be a whole number from 0 to 10.",
                "{\"lose\":-1}|lose must be a whole number from 0 to 2147483647.",
                "{\"unknown_signature\":1}|unknown_signature must be true or false.",
                "{\"old_secret_dropped\":true}|old_secret_dropped needs a secret.",
                "{\"secret\":\"!\"}|secret must be whsec_ and base64 of its key.",
                "{\"secret\":\"whsec_…\"}|secret must be whsec_ and base64 of its key.",
                "{\"speed\":0}|speed must be a number from 0.001 to 1000000.",
                "[|The request body is not the JSON this endpoint takes.",
                "[]|The request body is not the JSON this endpoint takes.",
            })
    void refusesWhatIsNoSwitch(String wrong, String sentence) {
        assertThat(text(turn(wrong).expectStatus().isBadRequest()))
                .contains(sentence)
                .doesNotContain("com.hubify");
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
    void turnsSwitchesOnThePage() {
        submit("duplicates=3&lose=1&unknown_signature=true&speed=2.5&old_secret_dropped=true&secret="
                        + "whsec_bmV3LXNlY3JldC1vZi10aGUtZW5kcG9pbnQ%3D")
                .expectStatus()
                .isSeeOther();

        assertThat(CodeFlow.json(http().get().uri(PATH).exchange()).toString())
                .contains("duplicates=3")
                .contains("lose=1")
                .contains("unknown_signature=true")
                .contains("old_secret_dropped=true")
                .contains("speed=2.5")
                .contains("secret=whsec_…");
        assertThat(page()).contains("value=\"3\"").contains("value=\"whsec_…\"").doesNotContain("bmV3");
    }

    /** The secret is not shown, so it comes back as it stands there; an emptied field ends it. */
    @Test
    void keepsASecretUntilItsFieldIsEmptied() {
        turn("{\"secret\":\"whsec_bmV3LXNlY3JldC1vZi10aGUtZW5kcG9pbnQ=\"}");

        submit("duplicates=1&secret=whsec_%E2%80%A6").expectStatus().isSeeOther();
        assertThat(page()).contains("whsec_…");
        submit("duplicates=1&secret=").expectStatus().isSeeOther();
        assertThat(page()).doesNotContain("whsec_…");
    }

    @Test
    void tellsAMistakeOnThePageWithWhatWasEntered() {
        String answer = text(submit("duplicates=eleven&lose=7").expectStatus().isBadRequest());

        assertThat(answer)
                .contains("<h1>Webhooks</h1>")
                .contains("duplicates must be a whole number from 0 to 10.")
                .contains("value=\"eleven\"")
                .contains("value=\"7\"");
        assertThat(text(http().post().uri("/webhooks/msg_none/replay").exchange()))
                .contains("<h1>Webhooks</h1>")
                .contains("No webhook message was found");
    }

    private RestTestClient.ResponseSpec submit(String form) {
        return http().post()
                .uri("/webhooks")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange();
    }

    private RestTestClient.ResponseSpec turn(String switches) {
        return http().put()
                .uri(PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .body(switches)
                .exchange();
    }

    private String page() {
        return text(http().get().uri("/webhooks").exchange());
    }

    private static String text(RestTestClient.ResponseSpec answer) {
        return Objects.requireNonNull(answer.returnResult(String.class).getResponseBody());
    }

    private RestTestClient http() {
        return RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }
}
