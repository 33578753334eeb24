package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@FlowTest
class RevocationFeedIT extends AbstractFeedFlow {

    @Autowired
    private AuditRecords audit;

    @Autowired
    private MeterRegistry meters;

    @Test
    void beginsWithAllThatIsRecentAndSaysWhenThatIsAll() {
        revoke("grant", "g1");
        revoke("subject", "user_1");

        FeedReader reader = connect();
        FeedReader.Event ready = reader.await("ready");

        assertThat(reader.revoked()).containsExactly("grant g1", "subject user_1");
        assertThat(reader.revocations()).extracting(FeedReader.Event::id).containsOnly("");
        assertThat(reader.revocations().get(0).data().propertyNames()).containsExactly("kind", "id", "issued_by");
        assertThat(ready.id()).matches("[0-9]+-[0-9]+");
        assertThat(ready.data().propertyNames()).containsExactly("as_of", "since", "heartbeat", "resumed");
        assertThat(ready.data().path("resumed").asBoolean()).isFalse();
        assertThat(ready.data().path("heartbeat").asInt()).isEqualTo(1000);
        assertThat(ready.data().path("since").asLong())
                .isCloseTo(clock.instant().minus(Duration.ofHours(2)).getEpochSecond(), Offset.offset(60L));
    }

    /**
     * Attack: of an answer without a body nobody notices that its reader is gone; each would keep a place until its token ends.
     */
    @Test
    void isNotForHead() {
        assertThat(method("HEAD").status()).isEqualTo(405);
    }

    /** Fault: {@code Allow} named HEAD, which is refused. */
    @ParameterizedTest
    @CsvSource({"HEAD, 405", "PUT, 405", "DELETE, 405", "OPTIONS, 204"})
    void namesTheMethodsItHas(String method, int status) {
        Answer answer = method(method);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Allow").orElse("").split(", ?")).containsExactlyInAnyOrder("GET", "POST", "OPTIONS");
    }

    private Answer method(String method) {
        return program.send(program.request("/v1/revocations")
                .header("Authorization", "Bearer " + serviceToken())
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void isAStreamThatNobodyHoldsBack() {
        FeedReader reader = connect();

        assertThat(reader.response().statusCode()).isEqualTo(200);
        assertThat(reader.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(reader.response().headers().allValues("Cache-Control")).containsExactly("no-store, no-transform");
        assertThat(reader.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
        assertThat(reader.response().headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(reader.response().headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void tellsOfARevocationAtOnceAndWithItsPosition() {
        FeedReader reader = readyReader();

        Answer answer = revoke("grant", "g1");
        reader.awaitRevoked("grant g1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(reader.revocations().get(0).id()).matches("[0-9]+-[0-9]+");
    }

    @Test
    void heartbeatsGoOnAndAge() {
        FeedReader reader = connect();

        FeedReader.Event ready = reader.await("ready");
        JsonNode first = reader.await("heartbeat", 1).data();
        JsonNode second = reader.await("heartbeat", 2).data();

        assertThat(first.path("as_of").asLong())
                .isGreaterThanOrEqualTo(ready.data().path("as_of").asLong() - 1);
        assertThat(second.path("as_of").asLong() - first.path("as_of").asLong()).isBetween(900L, 3_000L);
    }

    @Test
    void resumesWithWhatWasMissedAndNothingElse() {
        FeedReader before = readyReader();
        revoke("grant", "g1");
        before.awaitRevoked("grant g1");
        before.close();
        revoke("grant", "g2");

        FeedReader after = connect(serviceToken(), before.revocations().get(0).id());
        FeedReader.Event ready = after.await("ready");

        assertThat(after.revoked()).containsExactly("grant g2");
        assertThat(after.revocations().get(0).id()).isEqualTo(ready.id());
        assertThat(ready.data().path("resumed").asBoolean()).isTrue();
    }

    @Test
    void resumesFromAReadyAfterWhichNothingCame() {
        revoke("grant", "g1");
        FeedReader.Event ready = readyReader().await("ready");

        FeedReader after = connect(serviceToken(), ready.id());

        assertThat(after.await("ready").data().path("resumed").asBoolean()).isTrue();
        assertThat(after.revoked()).isEmpty();
    }

    /** Attack, or a reader that followed a store which has lost something: whatever it says, it must miss nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1-1",
                "99999999999999-0",
                "-1--1",
                "18446744073709551615-0",
                "1-1-1",
                "nonsense",
                "%00",
                "1 - 1"
            })
    void unknownPositionBeginsAnew(String position) {
        revoke("grant", "g1");

        FeedReader reader = connect(serviceToken(), position);

        assertThat(reader.await("ready").data().path("resumed").asBoolean()).isFalse();
        assertThat(reader.revoked()).containsExactly("grant g1");
    }

    /** Attack: a header as long as the server takes. */
    @Test
    void longPositionIsNoFailure() {
        FeedReader reader = connect(serviceToken(), "1".repeat(8_000));

        assertThat(reader.await("ready").data().path("resumed").asBoolean()).isFalse();
    }

    @Test
    void needsItsScope() {
        Answer stranger = program.get("/v1/revocations");
        Answer other = program.get("/v1/revocations", machineToken("labs:read").text("access_token"));
        Answer everything = program.get("/v1/revocations", cliTokens("openid *").text("access_token"));

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(List.of(other, everything)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("WWW-Authenticate"))
                    .hasValueSatisfying(it -> assertThat(it).contains("insufficient_scope", "revocations:read"));
            assertThat(refused.body()).contains("revocations:read", "\"forbidden\"");
        });
    }

    @Test
    void endsWithTheTokenThatOpenedIt() {
        FeedReader reader = readyReader();
        clock.wind(Duration.ofMinutes(11));

        reader.awaitEnd();

        assertThat(reader.events()).isNotEmpty();
    }

    /** Attack: a service's secret has leaked; its connections must not outlive the revocation. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "subject"})
    void endsWhenWhatItsTokenDescendsFromIsRevoked(String kind) {
        FeedReader reader = readyReader();

        revoke(kind, "demo-resource");
        reader.awaitEnd();

        assertThat(reader.revoked()).containsExactly(kind + " demo-resource");
    }

    @Test
    void endsWhenItsTokenIsRevoked() {
        String token = serviceToken();
        FeedReader reader = connect(token, null);
        reader.await("ready");

        program.post("/oauth2/revoke", FormText.of("token", token), "demo-resource", "demo-resource-secret");

        reader.awaitEnd();
        assertThat(program.get("/v1/revocations", token).status()).isEqualTo(401);
    }

    @Test
    void racingRevocationsArriveOnceEachAndInOrder() {
        FeedReader one = readyReader();
        FeedReader other = readyReader();
        String token = operatorToken();

        race(8, () -> {
            IntStream.range(0, 25)
                    .forEach(i -> program.post(
                            "/v1/revocations",
                            "{\"kind\":\"grant\",\"id\":\"%s-%d\"}"
                                    .formatted(Thread.currentThread().getName(), i),
                            token));
            return null;
        });
        revoke("grant", "last");
        one.awaitRevoked("grant last");
        other.awaitRevoked("grant last");

        assertThat(one.revoked()).hasSize(201).doesNotHaveDuplicates();
        assertThat(one.revocations()).isEqualTo(other.revocations());
        assertThat(one.revocations().stream().map(FeedReader.Event::id)).doesNotHaveDuplicates();
    }

    @Test
    void showsFiguresToOperators() {
        double before =
                meters.get("hubify.revocation.feed.events").functionCounter().count();
        FeedReader reader = readyReader();
        FeedReader other = readyReader();

        revoke("grant", "g1");
        reader.awaitRevoked("grant g1");
        other.awaitRevoked("grant g1");

        assertThat(meters.get("hubify.revocation.feed.readers").gauge().value()).isGreaterThanOrEqualTo(2);
        Awaitility.await()
                .until(() -> meters.get("hubify.revocation.feed.events")
                                .functionCounter()
                                .count()
                        >= before + 2);
        assertThat(meters.get("hubify.revocation.log.age").timeGauge().value(TimeUnit.SECONDS))
                .isBetween(0.0, 3.0);
    }

    @Test
    void discoveryNamesIt() {
        for (String document :
                List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration")) {
            assertThat(program.get(document).text("revocations_endpoint")).isEqualTo(server + "/v1/revocations");
        }
    }

    /** Attack: a service that may read revocations makes some. */
    @Test
    void readersRevokeNothing() {
        Answer refused = program.post("/v1/revocations", "{\"kind\":\"client\",\"id\":\"demo-web\"}", serviceToken());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("revocations:write");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"kind\":\"subject\"}",
                "{\"kind\":\"subject\",\"id\":\"\"}",
                "{\"kind\":\"SUBJECT\",\"id\":\"a\"}",
                "{\"kind\":\"person\",\"id\":\"a\"}",
                "{\"kind\":\"key\",\"id\":\"hfy_key_0000000000000000000000000000000000000000000000\"}",
                "{\"kind\":\"subject\",\"id\":\"a\\u0000b\"}",
                "{\"kind\":\"subject\",\"id\":\"a\",\"issued_before\":\"1\"}",
                "{\"kind\":\"subject\",\"id\":\"a\",\"issued_before\":1.5}",
                "{\"kind\":\"subject\",\"id\":\"a\",\"issued_before\":-1}",
                "{\"kind\":\"subject\",\"id\":\"a\",\"issued_before\":99999999999}",
                "{\"kind\":\"grant\",\"id\":\"a\",\"issued_before\":1}",
                "{\"kind\":\"subject\",\"id\":\"a\",\"more\":1}"
            })
    void refusesABodyThatSaysNothingClear(String body) {
        Answer refused = program.post("/v1/revocations", body, operatorToken());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("error").path("code").asString()).isEqualTo("invalid_request");
        assertThat(redis.hasKey("hfy:{revocations}:log")).isFalse();
    }

    @Test
    void operatorsRevocationIsAudited() {
        program.post(
                "/v1/revocations",
                "{\"kind\":\"subject\",\"id\":\"user_1\",\"issued_before\":1732508400}",
                operatorToken());

        assertThat(audit.latest(AuditFilter.of(AuditStream.OPERATORS), 50, null).records())
                .anySatisfy(record -> {
                    assertThat(record.kind()).isEqualTo("operator.revoked");
                    assertThat(record.details()).containsEntry("operator", "demo-operator");
                });
    }
}
