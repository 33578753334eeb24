package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A person quotes the reference of an error page, and an operator finds the request by it. */
@FlowTest
class ErrorReferenceIT extends AbstractFlow {

    @Autowired
    private Environment environment;

    @Test
    void findsTheRequestWithItsClientAddressAndWhatWasSent() throws Exception {
        Answer page = program.send(program.request("/oauth2/authorize?response_type=code&client_id=demo-web"
                        + "&redirect_uri=https%3A%2F%2Fevil.example%2Fcb&state=TopSecret&nonce=TopSecret")
                .header("Accept", "text/html"));
        assertThat(page.status()).isEqualTo(400);
        String reference = page.body().replaceAll("(?s).*<code>([2-9A-Z]{8})</code>.*", "$1");

        Found found = find(reference);

        assertThat(found.status()).isZero();
        assertThat(found.problem()).isEmpty();
        assertThat(found.entry())
                .contains("request.refused")
                .contains(reference)
                .contains("client_id=demo-web redirect_uri=https://evil.example/cb response_type=code")
                .contains("GET /oauth2/authorize")
                .containsAnyOf("127.0.0.1", "0:0:0:0:0:0:0:1")
                .doesNotContain("TopSecret");
    }

    @Test
    void findsASignInThatWasRefused() throws Exception {
        Answer page = program.send(program.request("/login/oauth2/code/clerk?code=TopSecret&state=TopSecret")
                .header("Accept", "text/html"));
        String reference = page.header("Location").orElseThrow().replaceAll(".*reference=([2-9A-Z]{8}).*", "$1");

        assertThat(find(reference).entry())
                .contains("sign_in.refused")
                .contains("/login/oauth2/code/clerk")
                .doesNotContain("TopSecret");
    }

    @Test
    void saysSoWhereThereIsNothingUnderAReference() throws Exception {
        Found nothing = find("ABCD2345");

        assertThat(nothing.status()).isEqualTo(1);
        assertThat(nothing.entry()).isEmpty();
        assertThat(nothing.problem())
                .isEqualToIgnoringNewLines(
                        "No refusal has the reference ABCD2345: error pages show references, and only the latest refusals"
                                + " are kept (hubify.identity.audit.stream-length, 100,000 by default).");
    }

    record Found(int status, String entry, String problem) {}

    /** The command of docs/troubleshooting.md. */
    private Found find(String reference) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        "sh",
                        Path.of("../deploy/find-reference.sh").toString(),
                        reference,
                        "-h",
                        environment.getRequiredProperty("spring.data.redis.host"),
                        "-p",
                        environment.getRequiredProperty("spring.data.redis.port"),
                        "-n",
                        environment.getRequiredProperty("spring.data.redis.database")))
                .start();
        String entry = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String problem = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Found(process.waitFor(), entry, problem);
    }
}
