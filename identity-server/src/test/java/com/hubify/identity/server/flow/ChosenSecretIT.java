package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** A client whose secret a person chose, and whose digest is slow therefore. */
@FlowTest
class ChosenSecretIT extends AbstractFeedFlow {

    private static final String SECRET = "correct horse battery staple";
    private static final int SLOW = 12;

    /** Attack: wrong secrets over many connections, a quarter of a second of a core each, until nobody gets a token in time. */
    @Test
    void wrongSecretsKeepNobodyFromTokens() {
        Program node = new Program(startNode(
                "hubify.identity.clients.chosen.secret={bcrypt}" + new BCryptPasswordEncoder(SLOW).encode(SECRET),
                "hubify.identity.clients.chosen.grant-types=client_credentials",
                "hubify.identity.clients.chosen.scopes=labs:read"));
        assertThat(token(node, "chosen", SECRET).status()).isEqualTo(200);

        List<CompletableFuture<Answer>> attack = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> token(node, "chosen", "wrong " + i), task -> new Thread(task).start()))
                .toList();
        List<Answer> good = List.of(token(node, "chosen", SECRET), token(node, "demo-machine", "demo-machine-secret"));

        assertThat(good).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(attack.stream().map(CompletableFuture::join)).allSatisfy(ChosenSecretIT::assertRefused);
        assertThat(token(node, "chosen", SECRET).status()).isEqualTo(200);
    }

    private static void assertRefused(Answer answer) {
        if (answer.status() == 503) {
            assertThat(answer.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(answer.header("Retry-After")).isPresent();
        } else {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("error")).isEqualTo("invalid_client");
        }
    }

    private static Answer token(Program node, String client, String secret) {
        return node.post("/oauth2/token", FormText.of("grant_type", "client_credentials"), client, secret);
    }
}
