package com.hubify.identity.resource.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import com.hubify.identity.resource.settings.Secret;
import com.hubify.identity.resource.test.StubIssuer;
import com.hubify.identity.resource.use.UseConnection.Outcome;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseConnectionTests {

    private static final String USES = "/v1/api-keys/uses";
    private static final UseBatch BATCH = new UseBatch(
            "AAAAAAAAAAAAAAAAAAAAAA",
            List.of(new UsedKey("abcd1234", 3, Instant.EPOCH, "192.0.2.1", Map.of("labs:read", 2L))));

    private final StubIssuer issuer = new StubIssuer();
    private final IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(2), ObservationRegistry.NOOP);
    private final UseConnection uses = create();

    @AfterEach
    void close() {
        issuer.close();
    }

    /** A server of before these reports knows keys at such paths, and other methods for them. */
    @ParameterizedTest
    @CsvSource({
        "204, TAKEN",
        "400, REFUSED",
        "413, REFUSED",
        "403, NOT_WANTED",
        "404, NOT_WANTED",
        "405, NOT_WANTED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED",
        "302, FAILED"
    })
    void knowsWhatToMakeOfTheAnswer(int status, Outcome outcome) {
        issuer.fail(USES, status, Map.of(), "");

        assertThat(uses.send(BATCH)).isEqualTo(outcome);
        assertThat(issuer.requests(USES)).isEqualTo(1);
    }

    @Test
    void replacesATokenThatIsRejectedOnce() {
        issuer.fail(USES, 401, Map.of(), "");

        assertThat(uses.send(BATCH)).isEqualTo(Outcome.FAILED);

        assertThat(issuer.requests(USES)).isEqualTo(2);
        assertThat(issuer.requests("/oauth2/token")).isEqualTo(2);
    }

    @Test
    void failsWithoutAServer() {
        issuer.close();

        assertThat(uses.send(BATCH)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void saysWhatWasUsed() {
        assertThat(BATCH.json())
                .contains(
                        "\"batch\":\"AAAAAAAAAAAAAAAAAAAAAA\"",
                        "\"key_id\":\"abcd1234\"",
                        "\"count\":3",
                        "\"last_used_at\":\"1970-01-01T00:00:00Z\"",
                        "\"last_address\":\"192.0.2.1\"",
                        "\"scopes\":{\"labs:read\":2}");
    }

    private UseConnection create() {
        IssuerMetadata metadata =
                new IssuerMetadata("hubify.resource.issuer-uri", issuer.issuer(), null, null, connection);
        return new UseConnection(
                metadata,
                connection,
                new RevocationToken(
                        metadata,
                        connection,
                        new ClientCredentials(StubIssuer.CLIENT_ID, Secret.of(StubIssuer.CLIENT_SECRET)),
                        new MovableTicker()));
    }
}
