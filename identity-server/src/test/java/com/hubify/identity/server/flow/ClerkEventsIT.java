package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.audit.trail.AuditFilter;
import com.hubify.identity.server.audit.trail.AuditRecord;
import com.hubify.identity.server.audit.trail.AuditRecords;
import com.hubify.identity.server.audit.trail.AuditStream;
import com.hubify.identity.server.clerk.ClerkMembership;
import com.hubify.identity.server.clerk.event.ClerkMessages;
import com.hubify.identity.server.organization.MembershipUpdates;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class ClerkEventsIT extends AbstractFeedFlow {

    private static final String ADA = CodeFlow.SOLO_ID;
    private static final String ACME = "org_2hUbIfYkEyOfTwOnOdEs0000001";

    @Autowired
    private AuditRecords audit;

    /** The person is deleted for good in what the other flows share. */
    @AfterEach
    void forget() {
        FlowRedis.empty(context);
    }

    /**
     * Clerk sends an event twice, to two nodes at once. What follows from it is done once, and all of it within a second. A key
     * of an organization was made at one node, its maker leaves and is deleted at the other: the job that uses it goes on at both.
     */
    @Test
    void deletionEndsEverythingOfThePersonOnceAndNothingOfTheirOrganization() {
        Program there = new Program(startNode());
        Answer tokens = cliTokens(ALL_OF_CLI);
        String token = tokens.text("access_token");
        String key = program.post("/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"labs:read\"]}", token)
                .datum("key");
        assertThat(introspect(key).flag("active")).isTrue();
        String ofAcme = keyOfOrganization(there, token);
        assertThat(List.of(isActive(program, ofAcme), isActive(there, ofAcme))).containsOnly(true);
        send(program, "msg_left", membershipDeleted());
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                there.get("/v1/api-keys?owner=" + ACME, token).status())
                        .isEqualTo(403));
        String body = ClerkMessages.deleted(ADA, clock.instant().toEpochMilli());
        AtomicInteger turn = new AtomicInteger();

        List<Answer> answers =
                race(8, () -> send(turn.getAndIncrement() % 2 == 0 ? program : there, "msg_deleted", body));

        assertThat(answers).extracting(Answer::status).containsOnly(204);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    assertThat(introspect(key).flag("active")).isFalse();
                    assertThat(introspect(token).flag("active")).isFalse();
                });
        assertThat(browser.get(server + "/account").at()).hasPath("/login").hasParameter("error", "account_closed");
        assertThat(refresh(tokens.text("refresh_token")).text("error")).isEqualTo("invalid_grant");
        assertThat(redis.hasKey("hfy:account:" + ADA)).isFalse();
        assertThat(audited("person.standing")).hasSize(1);
        assertThat(audited("api_key.revoked"))
                .extracting(entry -> entry.get("cause"))
                .containsExactly("DEPARTED");
        assertThat(List.of(isActive(program, ofAcme), isActive(there, ofAcme))).containsOnly(true);
        send(there, "msg_over", organizationDeleted());
        Awaitility.await().until(() -> !isActive(program, ofAcme) && !isActive(there, ofAcme));
    }

    private String keyOfOrganization(Program node, String token) {
        ClerkMembership admin =
                new ClerkMembership(ADA, ACME, "acme", "Acme Labs", "org:admin", List.of(), clock.instant());
        context.getBean(MembershipUpdates.class).replace(new AccountId(ADA), List.of(admin), clock.instant());
        return node.post(
                        "/v1/api-keys",
                        "{\"name\":\"job\",\"scopes\":[\"labs:read\"],\"owner\":\"" + ACME + "\"}",
                        token)
                .datum("key");
    }

    private String membershipDeleted() {
        long at = clock.instant().toEpochMilli();
        return ClerkMessages.body("organizationMembership.deleted", at, """
                {"role":"org:admin","updated_at":%d,"organization":{"id":"%s"},"public_user_data":{"user_id":"%s"}}""".formatted(at, ACME, ADA));
    }

    private String organizationDeleted() {
        return ClerkMessages.body(
                "organization.deleted",
                clock.instant().toEpochMilli(),
                "{\"deleted\":true,\"id\":\"" + ACME + "\",\"object\":\"organization\"}");
    }

    private static boolean isActive(Program node, String credential) {
        return node.post(
                        "/oauth2/introspect", FormText.of("token", credential), "demo-resource", "demo-resource-secret")
                .flag("active");
    }

    /** Attack: sign in again after the ban, with a session that Clerk has not ended yet; and be let in when it is lifted. */
    @Test
    void bannedPersonIsTurnedAwayUntilTheBanIsLifted() {
        cliTokens("openid offline_access labs:read");
        long now = clock.instant().toEpochMilli();
        String updated = ClerkMessages.updated(ADA, now, "");

        send(program, "msg_ban", updated.replace("\"banned\":false", "\"banned\":true"));
        Awaitility.await().until(() -> "BANNED".equals(standing()));
        browser.close();
        freshBrowser();
        Browser.Stop refused = browser.signIn(page().asking("openid labs:read").begin(), CodeFlow.SOLO);
        assertThat(refused.at()).hasPath("/login").hasParameter("error", "account_closed");
        assertThat(refused.text()).contains("This account can’t sign in");

        // What Clerk said before the ban arrives after it.
        send(program, "msg_late", ClerkMessages.updated(ADA, now - 1, ""));
        send(program, "msg_lift", ClerkMessages.updated(ADA, now + 1, ""));
        Awaitility.await().until(() -> "ACTIVE".equals(standing()));
        clock.wind(Duration.ofSeconds(2));
        browser.close();
        freshBrowser();
        assertThat(cliTokens("openid labs:read").text("access_token")).isNotEmpty();
    }

    /** Attack: events that Clerk has not sent. None is told why it is refused. */
    @Test
    void refusesWhatClerkHasNotSigned() {
        String body = ClerkMessages.deleted(ADA, clock.instant().toEpochMilli());

        Answer forged = program.send(program.request("/webhooks/clerk")
                .header("svix-id", "msg_1")
                .header("svix-timestamp", Long.toString(clock.instant().getEpochSecond()))
                .header("svix-signature", "v1,bm90IG91cnM=")
                .POST(BodyPublishers.ofString(body)));
        Answer unsigned = program.post("/webhooks/clerk", body, "hfy_key_none");
        Answer large = program.post("/webhooks/clerk", "{\"a\":\"" + "a".repeat(300 * 1024) + "\"}", "none");

        assertThat(forged.status()).isEqualTo(401);
        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(unsigned.body().replaceAll("req_[0-9a-f]+", ""))
                .isEqualTo(forged.body().replaceAll("req_[0-9a-f]+", ""));
        assertThat(large.status()).isEqualTo(413);
        assertThat(program.get("/webhooks/clerk", "").status()).isEqualTo(405);
        assertThat(standing()).isEqualTo("");
    }

    private String standing() {
        return Objects.toString(redis.opsForValue().get("hfy:standing:" + ADA), "")
                .split(" ", 2)[0];
    }

    private List<Map<String, String>> audited(String kind) {
        return audit.latest(AuditFilter.of(AuditStream.ORDINARY), AuditRecords.MOST, null).records().stream()
                .filter(record -> record.kind().equals(kind))
                .map(AuditRecord::details)
                .toList();
    }

    private Answer send(Program node, String id, String body) {
        long seconds = clock.instant().getEpochSecond();
        return node.send(node.request("/webhooks/clerk")
                .header("Content-Type", "application/json")
                .header("svix-id", id)
                .header("svix-timestamp", Long.toString(seconds))
                .header("svix-signature", ClerkMessages.sign(ClerkMessages.SECRET, id, seconds, body))
                .POST(BodyPublishers.ofString(body)));
    }
}
