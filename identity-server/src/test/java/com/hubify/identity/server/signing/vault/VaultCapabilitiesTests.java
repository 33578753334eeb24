package com.hubify.identity.server.signing.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.server.signing.SigningUnavailable;
import com.hubify.identity.server.signing.SigningUnavailable.Reason;
import com.hubify.identity.settings.StartRefused;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.vault.client.RestClientBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;

/** Answers to the question for capabilities that a Vault set up as usual doesn't give. */
@ExtendWith(OutputCaptureExtension.class)
class VaultCapabilitiesTests {

    private static final String UNCHECKED = "Could not check";

    private final HttpServer server;
    private final VaultCapabilities capabilities;
    private int status = 200;
    private String body = "";

    VaultCapabilitiesTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/sys/capabilities-self", this::answer);
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        capabilities = new VaultCapabilities(
                new VaultTemplate(RestClientBuilder.builder().endpoint(VaultEndpoint.from(address))),
                Map.of("transit/sign/a", "update", "transit/keys/a", "read"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    // As HashiCorp's documentation has it; for a single path the answer stands under "capabilities" as well.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'read'; 'update'",
                "'create', 'read', 'list'; 'create', 'update', 'sudo'",
                "'root'; 'root'",
            },
            quoteCharacter = '|')
    void acceptsWhatIsEnough(String keys, String sign, CapturedOutput output) {
        answerWith(keys, sign);

        assertThatCode(capabilities::require).doesNotThrowAnyException();
        assertThat(output).doesNotContain(UNCHECKED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'deny'; 'update'; read on transit/keys/a",
                "'read'; 'create', 'read'; update on transit/sign/a",
                "'sudo'; 'update'; read on transit/keys/a"
            },
            quoteCharacter = '|')
    void refusesWhatIsNot(String keys, String sign, String missing) {
        answerWith(keys, sign);

        assertThatThrownBy(capabilities::require)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("lacks " + missing + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 500})
    void goesOnUncheckedWhereVaultDoesNotSay(int answered, CapturedOutput output) {
        status = answered;
        body = "{\"errors\":[\"no\"]}";

        capabilities.require();

        assertThat(output).containsOnlyOnce(UNCHECKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":{\"transit/keys/a\":[\"read\"]}}",
                "nonsense"
            })
    void goesOnUncheckedWhereTheAnswerIsNone(String answered, CapturedOutput output) {
        body = answered;

        capabilities.require();

        assertThat(output).containsOnlyOnce(UNCHECKED);
    }

    @Test
    void saysSoWhereVaultIsSealed(CapturedOutput output) {
        status = 503;
        body = "{\"errors\":[\"Vault is sealed\"]}";

        assertThatThrownBy(capabilities::require)
                .isInstanceOfSatisfying(
                        SigningUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.SEALED));
        assertThat(output).doesNotContain(UNCHECKED);
    }

    @Test
    void saysSoWhereNobodyAnswers(CapturedOutput output) {
        server.stop(0);

        assertThatThrownBy(capabilities::require)
                .isInstanceOfSatisfying(
                        SigningUnavailable.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
        assertThat(output).doesNotContain(UNCHECKED);
    }

    private void answerWith(String keys, String sign) {
        body = "{'transit/keys/a':[%1$s],'data':{'transit/keys/a':[%1$s],'transit/sign/a':[%2$s]}}"
                .formatted(keys, sign)
                .replace('\'', '"');
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
