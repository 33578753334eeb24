package com.hubify.identity.resource.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.resource.MovableTicker;
import com.hubify.identity.resource.issuer.ClientCredentials;
import com.hubify.identity.resource.issuer.IssuerConnection;
import com.hubify.identity.resource.issuer.IssuerMetadata;
import com.hubify.identity.resource.revocation.RevocationToken;
import com.hubify.identity.resource.settings.Secret;
import com.hubify.identity.resource.test.StubIssuer;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementConnectionTests {

    private static final String SETTLE = "/v1/limits/settle";
    private static final Claim CLAIM = new Claim(new Budget("caller:user_alice", 0), 3, 0, 0, 0, 8);

    private final StubIssuer issuer = new StubIssuer();
    private final IssuerConnection connection = new IssuerConnection(Duration.ofSeconds(2), ObservationRegistry.NOOP);
    private final SettlementConnection settlement = create();

    private SettlementConnection create() {
        IssuerMetadata metadata = new IssuerMetadata("issuer", issuer.issuer(), null, null, connection);
        ClientCredentials client = new ClientCredentials(StubIssuer.CLIENT_ID, Secret.of(StubIssuer.CLIENT_SECRET));
        return new SettlementConnection(
                metadata,
                connection,
                new RevocationToken(metadata, connection, client, new MovableTicker()),
                "AAAAAAAAAAAAAAAAAAAAAA");
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void readsTheBudgets() throws IOException {
        issuer.fail(SETTLE, 200, Map.of(), "{\"data\":{\"budgets\":[{\"name\":\"caller:user_alice\",\"granted\":8}]}}");

        assertThat(settlement.settle(List.of(CLAIM)).get("caller:user_alice")).containsEntry("granted", 8L);
    }

    @Test
    void readsWhichNamesAreOdd() throws IOException {
        issuer.fail(SETTLE, 200, Map.of(), "{\"data\":{\"budgets\":[],\"unreadable\":[\"caller:user_alice\"]}}");

        assertThat(settlement.settle(List.of(CLAIM)).get("caller:user_alice")).containsKey(Settlement.UNREADABLE);
    }

    /** The token may have been revoked: it is replaced once, and not over and over. */
    @ParameterizedTest
    @CsvSource({"401, 2", "403, 1", "404, 1", "429, 1", "503, 1"})
    void goesOnAloneWhereNothingIsSettled(int status, int requests) {
        issuer.fail(SETTLE, status, Map.of(), "");

        assertThatThrownBy(() -> settlement.settle(List.of(CLAIM))).isInstanceOf(IOException.class);
        assertThat(issuer.requests(SETTLE)).isEqualTo(requests);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]",
                "{}",
                "{\"data\":7}",
                "{\"data\":{}}",
                "{\"data\":{\"budgets\":{}}}",
                "{\"data\":{\"budgets\":[7]}}"
            })
    void believesNoOtherAnswer(String body) {
        issuer.fail(SETTLE, 200, Map.of(), body);

        assertThatThrownBy(() -> settlement.settle(List.of(CLAIM))).isInstanceOf(IOException.class);
    }
}
