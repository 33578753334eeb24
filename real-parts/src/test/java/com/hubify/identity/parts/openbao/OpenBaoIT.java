package com.hubify.identity.parts.openbao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.hubify.identity.parts.OpenBaoServer;
import com.hubify.identity.parts.program.PartUnavailable;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OpenBaoServer(own = true)
class OpenBaoIT {

    private final OpenBao openBao;

    OpenBaoIT(OpenBao openBao) {
        this.openBao = openBao;
    }

    @Test
    void signsInTransit() {
        openBao.write("transit/keys/signs", Map.of("type", "ecdsa-p256"));

        var input = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
        var answer = openBao.write("transit/sign/signs", Map.of("input", input, "marshaling_algorithm", "jws"));

        assertThat(answer.at("/data/signature").asString()).startsWith("vault:v1:");
    }

    @Test
    void keepsKeysWhenKilled() {
        openBao.write("transit/keys/kept", Map.of("type", "ecdsa-p256"));

        openBao.kill();
        openBao.start();

        assertThat(openBao.read("transit/keys/kept").at("/data/latest_version").asInt())
                .isEqualTo(1);
    }

    @Test
    void allowsWhatThePolicySaysAndNothingElse() {
        openBao.write("transit/keys/allowed", Map.of("type", "ecdsa-p256"));

        var token = openBao.tokenFor("path \"transit/keys/allowed\" { capabilities = [\"read\"] }");
        var client = new OpenBaoClient(HttpClient.newHttpClient(), openBao::url);

        assertThat(client.send("GET", "transit/keys/allowed", token, Map.of()).isMissingNode())
                .isFalse();
        assertThatExceptionOfType(PartUnavailable.class)
                .isThrownBy(() -> client.send("GET", "sys/mounts", token, Map.of()))
                .withMessageContaining("403");
    }

    @Test
    void saysWhatWasRefused() {
        assertThatExceptionOfType(PartUnavailable.class)
                .isThrownBy(() -> openBao.read("transit/keys/nowhere"))
                .withMessageContaining("404");
    }

    @Test
    void isSilentWhilePaused() {
        openBao.pause();

        // A thread that is inside a call when the signal comes may still finish it.
        await().atMost(Duration.ofSeconds(10)).until(() -> !openBao.answers());
        openBao.resume();

        await().atMost(Duration.ofSeconds(10)).until(openBao::answers);
    }
}
