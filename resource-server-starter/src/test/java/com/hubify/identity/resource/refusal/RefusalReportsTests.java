package com.hubify.identity.resource.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.envelope.RefusalReason;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.use.UseConnection.Outcome;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalReportsTests {

    private static final String KEY = ApiKeyToken.of("0aB3xY9z", "s".repeat(32)).value();

    private final RefusedRequests refused = new RefusedRequests(true);
    private final List<String> sent = new ArrayList<>();
    private Outcome outcome = Outcome.TAKEN;
    private long now;
    private final RefusalReports reports = new RefusalReports(
            refused,
            json -> {
                sent.add(json);
                return outcome;
            },
            Clock.fixed(Instant.parse("2027-01-31T00:00:00Z"), ZoneOffset.UTC),
            () -> now);

    @Test
    void reportsReasonScopesAndOwner() throws ParseException {
        Caller caller = Caller.of(
                        Caller.Kind.API_KEY, "user_1", Scopes.parse("labs:read").orElseThrow())
                .withKeyId("0aB3xY9z");
        refused.add(new RefusedRequest(
                "req_1", 403, null, "labs:write", "POST /labs", new Sent(caller, "Bearer " + KEY, "192.0.2.7")));

        reports.send();

        assertThat(only())
                .containsEntry("reference", "req_1")
                .containsEntry("at", "2027-01-31T00:00:00Z")
                .containsEntry("reason", "insufficient_scope")
                .containsEntry("scopes_needed", "labs:write")
                .containsEntry("scopes_held", "labs:read")
                .containsEntry("key_id", "0aB3xY9z")
                .containsEntry("account", "user_1")
                .containsEntry("proven", true)
                .containsEntry("network", "192.0.2.7");
    }

    // A report, and the log of whoever reads it, must not hold what was sent.
    @Test
    void reportsOfABadKeyItsIdAlone() throws ParseException {
        Sent key = new Sent(null, "Bearer " + KEY, "2001:db8::1");
        refused.add(new RefusedRequest("req_1", 401, RefusalReason.INACTIVE.phrase(), "", "GET /", key));

        reports.send();

        assertThat(only())
                .containsEntry("key_id", "0aB3xY9z")
                .containsEntry("reason", "inactive")
                .containsEntry("proven", false)
                .containsEntry("network", "20010db800000000");
        assertThat(sent.get(0)).doesNotContain("ssss");
        assertThat(key.toString()).doesNotContain("ssss");
    }

    // Attack: forge a token in another's name, so that its refusals displace those that concern the other.
    @Test
    void believesClaimsOnceTheSignatureIsChecked() throws ParseException {
        String token = token();
        refused.add(refused(token, RefusalReason.SIGNATURE));
        reports.send();
        assertThat(only()).doesNotContainKeys("account", "client_id").containsEntry("proven", false);

        sent.clear();
        refused.add(refused(token, RefusalReason.TIME));
        reports.send();
        assertThat(only())
                .containsEntry("account", "user_1")
                .containsEntry("client_id", "labs")
                .containsEntry("proven", true);
    }

    // Attack: send bad credentials until there is no room for what an owner will ask about.
    @Test
    void keepsRoomForOwners() {
        for (int i = 0; i < 10_000; i++) {
            refused.add(refused("made-up", RefusalReason.MALFORMED));
        }
        refused.add(refused(token(), RefusalReason.REVOKED));

        assertThat(refused.take(10_000))
                .hasSize(RefusedRequests.STRANGERS + 1)
                .first()
                .matches(RefusedRequest::isProven);
    }

    // Attack: go on past the limit, until there is no room for what others will ask about.
    @Test
    void keepsRoomForOthersBesideThoseWhoArePastTheirLimit() {
        Sent mallory = new Sent(Caller.of(Caller.Kind.SESSION_TOKEN, "user_mallory", Scopes.none()), null, null);
        for (int i = 0; i < 10_000; i++) {
            refused.add(new RefusedRequest("req_1", 429, null, "", "GET /", mallory));
        }
        refused.add(refused(token(), RefusalReason.REVOKED));

        assertThat(refused.take(10_000)).hasSize(RefusedRequests.LIMITED + 1);
    }

    // Attack: fill the memory with long headers.
    @Test
    void keepsNoHeaderThatIsLongOrNotNeeded() {
        Caller caller = Caller.of(Caller.Kind.API_KEY, "user_1", Scopes.none());

        assertThat(new Sent(null, "Bearer " + "a".repeat(10_000), null).authorization())
                .isNull();
        assertThat(new Sent(caller, "Bearer " + KEY, null).authorization()).isNull();
    }

    @Test
    void leavesAServerAloneThatTakesNoReports() {
        outcome = Outcome.NOT_WANTED;
        refused.add(refused(KEY, RefusalReason.INACTIVE));
        reports.send();
        refused.add(refused(KEY, RefusalReason.INACTIVE));
        reports.send();
        assertThat(sent).hasSize(1);

        now = RefusalReports.PAUSE.toNanos();
        refused.add(refused(KEY, RefusalReason.INACTIVE));
        reports.send();
        assertThat(sent).hasSize(2);
    }

    private static RefusedRequest refused(String credential, RefusalReason reason) {
        return new RefusedRequest(
                "req_1", 401, reason.phrase(), "", "GET /", new Sent(null, "Bearer " + credential, null));
    }

    private static String token() {
        return text("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"1\"}")
                + "."
                + text(new JWTClaimsSet.Builder()
                        .subject("user_1")
                        .claim("client_id", "labs")
                        .build()
                        .toString())
                + "."
                + text("s".repeat(64));
    }

    private static String text(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> only() throws ParseException {
        assertThat(sent).hasSize(1);
        Map<String, Object>[] all = JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(sent.get(0)), "refusals");
        assertThat(all).hasSize(1);
        return all[0];
    }
}
