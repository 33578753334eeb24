package com.hubify.identity.resource.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.issuer.IssuerStanding;
import com.hubify.identity.resource.settings.Secret;
import com.hubify.identity.resource.test.StubIssuer;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTokenTests {

    private static final String TOKEN = "/oauth2/token";

    private final StubIssuer issuer = new StubIssuer();
    private final MovableTicker ticker = new MovableTicker();
    private final RevocationToken token = token(StubIssuer.CLIENT_SECRET);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void isKeptUntilShortlyBeforeItExpires() throws IOException {
        String first = token.value();

        ticker.forward(Duration.ofSeconds(569));
        assertThat(token.value()).isEqualTo(first);
        ticker.forward(Duration.ofSeconds(1));
        assertThat(token.value()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"20, 9, 1", "20, 10, 2", "0, 0, 2", "-5, 0, 2", "99999999999, 86000, 1", "99999999999, 86400, 2"})
    void isKeptNoLongerThanItLives(long life, long later, int requests) throws IOException {
        issuer.fail(TOKEN, 200, Map.of(), "{\"access_token\":\"a.b-c~/+==\",\"expires_in\":" + life + "}");
        token.value();

        ticker.forward(Duration.ofSeconds(later));
        token.value();

        assertThat(issuer.requests(TOKEN)).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource({
        "401, , REJECTED",
        "400, invalid_client, REJECTED",
        "400, invalid_scope, MAY_NOT_READ_REVOCATIONS",
        "400, unauthorized_client, MAY_NOT_READ_REVOCATIONS",
        "400, invalid_request, UNREACHABLE",
        "404, , UNREACHABLE",
        "503, , UNREACHABLE"
    })
    void saysWhyThereIsNone(int status, String error, IssuerStanding standing) {
        issuer.fail(TOKEN, status, Map.of("Retry-After", "3600"), "{\"error\":\"" + error + "\"}");

        assertThatThrownBy(token::value).isInstanceOfSatisfying(RevocationFeedLost.class, lost -> {
            assertThat(lost.standing()).isEqualTo(standing);
            assertThat(lost.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"})
    void comesBackSoonWhenTheIssuerIsUnclear(String retryAfter) {
        issuer.fail(TOKEN, 503, Map.of("Retry-After", retryAfter), "");

        assertThatThrownBy(token::value)
                .isInstanceOfSatisfying(
                        RevocationFeedLost.class,
                        lost -> assertThat(lost.retryAfter()).isZero());
    }

    @Test
    void proofOfTheServiceIsNotPrinted() {
        assertThat(new ClientCredentials("a", Secret.of("open-sesame")).toString())
                .doesNotContain("sesame");
    }

    private RevocationToken token(String secret) {
        IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(1), ObservationRegistry.NOOP);
        return new RevocationToken(
                new IssuerMetadata("hubify.resource.issuer-uri", issuer.issuer(), null, null, connection),
                connection,
                new ClientCredentials(StubIssuer.CLIENT_ID, Secret.of(secret)),
                ticker);
    }
}
