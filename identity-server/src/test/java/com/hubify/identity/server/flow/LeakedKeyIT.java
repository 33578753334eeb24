package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.apikey.leak.Reports;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@FlowTest
class LeakedKeyIT extends AbstractFlow {

    @Test
    void reportedKeyOnlyReadsAndItsOwnerIsTold() throws Exception {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        Answer created = program.post(
                "/v1/api-keys", "{\"name\":\"leaky\",\"scopes\":[\"labs:write\",\"experiments:*\"]}", token);
        String id = created.datum("id");
        String report = Reports.of(created.datum("key"), "https://github.com/ada/site/blob/1/.env");
        String introspected = introspect(created.datum("key")).text("scope");

        Answer first = report(report, LeakReports.GITHUB.sign(report));
        Answer again = report(report, LeakReports.GITHUB.sign(report));

        assertThat(introspected).isEqualTo("labs:write experiments:*");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("\"true_positive\"").doesNotContain(created.datum("key"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(introspect(created.datum("key")).text("scope")).isEqualTo("experiments:read");
        assertThat(program.get("/v1/api-keys/" + id, token).body())
                .contains("\"status\":\"quarantined\"", "\"url\":\"https://github.com/ada/site/blob/1/.env\"");
        Map<String, String> told = Objects.requireNonNull(LeakReports.TOLD.poll(20, TimeUnit.SECONDS));
        assertThat(told.get("body")).contains("\"type\":\"api_key.leaked\"", id, "\"response\":\"quarantine\"");
        assertThat(told.get("signature")).startsWith("v1,");
    }

    /** Attack: lift the quarantine of a stolen key with a stolen token, or narrow the owner down to nothing. */
    @Test
    void quarantineIsLeftByRotationAlone() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        Answer created = program.post("/v1/api-keys", "{\"name\":\"leaky\",\"scopes\":[\"labs:*\"]}", token);
        String path = "/v1/api-keys/" + created.datum("id");
        String report = Reports.of(created.datum("key"), "");
        report(report, LeakReports.GITHUB.sign(report));

        Answer widened = program.send(program.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"scopes\":[\"labs:*\"]}")));
        Answer rotated = program.post(path + "/rotate", "{\"overlap\":\"PT1H\"}", token);

        assertThat(widened.status()).isEqualTo(400);
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(introspect(rotated.datum("key")).text("scope")).isEqualTo("labs:*");
        assertThat(introspect(created.datum("key")).text("scope")).isEqualTo("labs:read");
        assertThat(program.get("/v1/api-keys/" + rotated.datum("id"), token).body())
                .contains("\"status\":\"active\"", "\"leak\":null");
    }

    /** Nothing is left of a key that only writes. It can be renamed all the same, and replaced. */
    @Test
    void keyThatOnlyWroteCanDoNothing() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        Answer created = program.post("/v1/api-keys", "{\"name\":\"writer\",\"scopes\":[\"labs:write\"]}", token);
        String path = "/v1/api-keys/" + created.datum("id");
        String report = Reports.of(created.datum("key"), "");
        report(report, LeakReports.GITHUB.sign(report));

        Answer described = introspect(created.datum("key"));
        Answer renamed = program.send(program.request(path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"leaked writer\"}")));
        Answer rotated = program.post(path + "/rotate", "{}", token);

        assertThat(described.flag("active")).isTrue();
        assertThat(described.body()).doesNotContain("labs:write");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(introspect(rotated.datum("key")).text("scope")).isEqualTo("labs:write");
    }

    /** Attack: reports of others. None is told why it is refused. */
    @Test
    void refusesReportsOfOthers() {
        String report = Reports.of("hfy_key_none", "");

        Answer forged = report(report, new Reports().sign(report));
        Answer unsigned = program.post("/webhooks/secret-scanning", report, "hfy_key_none");
        Answer read = program.get("/webhooks/secret-scanning", "");

        assertThat(forged.status()).isEqualTo(401);
        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(unsigned.body().replaceAll("req_[0-9a-f]+", ""))
                .isEqualTo(forged.body().replaceAll("req_[0-9a-f]+", ""));
        assertThat(read.status()).isEqualTo(405);
    }

    private Answer report(String body, String signature) {
        return program.send(program.request("/webhooks/secret-scanning")
                .header("Content-Type", "application/json")
                .header("Github-Public-Key-Identifier", Reports.KEY_ID)
                .header("Github-Public-Key-Signature", signature)
                .POST(BodyPublishers.ofString(body)));
    }
}
