package com.hubify.identity.server.clerk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.account.Account;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.account.InMemoryAccounts;
import com.hubify.identity.server.account.UpstreamIdentity;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.standing.TestDepartures;
import com.hubify.testing.TestClock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserEventsTests {

    private static final String ISSUER = "https://clerk.test";
    private static final AccountId ADA = new AccountId("user_ada");
    private static final long NOW = TestClock.START.toEpochMilli();

    private final TestClock clock = TestClock.standing();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final TestDepartures test = new TestDepartures(revocations, accounts, clock);
    private final UserEvents handler = new UserEvents(new ClerkPeople(test.departures(), accounts, ISSUER));
    private final SessionEvents sessions = new SessionEvents(test.departures());

    @BeforeEach
    void signUp() {
        accounts.signIn(
                new UpstreamIdentity(ISSUER, "user_ada", "Ada", null, "ada@old.example", null, null, null),
                clock.instant());
    }

    @Test
    void refreshesTheProfile() {
        handler.handle(
                event(
                        ClerkMessages.updated(
                                "user_ada",
                                NOW,
                                ",\"username\":\"ada\",\"image_url\":\"https://img.clerk.com/a\",\"primary_email_address_id\":\"idn_1\",\"email_addresses\":"
                                        + "[{\"id\":\"idn_1\",\"email_address\":\"ada@example.com\",\"verification\":{\"status\":\"verified\"}}]")));

        Account account = accounts.find(ADA).orElseThrow();
        assertThat(account.name()).isEqualTo("Ada Lovelace");
        assertThat(account.email()).isEqualTo("ada@example.com");
        assertThat(account.picture()).isEqualTo("https://img.clerk.com/a");
        assertThat(revocations.published()).isEmpty();
    }

    /** Attack: put somebody else's address into one's own profile; it is not verified. Or a script into the picture. */
    @Test
    void takesNoUnverifiedAddressAndNoScript() {
        handler.handle(event(ClerkMessages.updated(
                "user_ada",
                NOW,
                ",\"image_url\":\"javascript:alert(1)\",\"primary_email_address_id\":\"idn_1\",\"email_addresses\":"
                        + "[{\"id\":\"idn_1\",\"email_address\":\"bob@example.com\",\"verification\":null}]")));

        assertThat(accounts.find(ADA).orElseThrow().email()).isNull();
        assertThat(accounts.find(ADA).orElseThrow().picture()).isNull();
    }

    /** Times in seconds, as the specification's examples show them, count alike. */
    @Test
    void endsWhatABannedPersonHasAndLetsThemInAfterwards() {
        handler.handle(event(ClerkMessages.updated("user_ada", NOW / 1000, ",\"x\":1")
                .replace("\"banned\":false", "\"banned\":true")));
        assertThat(test.departures().isBarred(ADA)).isTrue();
        assertThat(revocations.published().get(0).ancestor())
                .isEqualTo(new Ancestor(Ancestor.Kind.SUBJECT, "user_ada"));

        handler.handle(event(ClerkMessages.updated("user_ada", NOW + 1, "")));
        assertThat(test.departures().isBarred(ADA)).isFalse();
    }

    /** Attack: be offboarded by the company's directory (SCIM), and go on with keys and refresh tokens. */
    @Test
    void endsWhatADeprovisionedPersonHas() {
        handler.handle(event(ClerkMessages.updated("user_ada", NOW, ",\"deprovisioned\":true")));

        assertThat(test.departures().isBarred(ADA)).isTrue();
        assertThat(revocations.published())
                .extracting(Revocation::ancestor)
                .containsExactly(new Ancestor(Ancestor.Kind.SUBJECT, "user_ada"));
    }

    /** Attack: have a document from before the ban arrive after it. A ban may leave updated_at as it was. */
    @Test
    void ofOneTimeTheLaterEventCountsAndOfOneMomentTheBan() {
        String active = ClerkMessages.updated("user_ada", NOW, "");
        String banned = active.replace("\"banned\":false", "\"banned\":true");
        handler.handle(event(active));
        handler.handle(event(banned));
        handler.handle(event(active));
        assertThat(test.departures().isBarred(ADA)).isTrue();

        handler.handle(event(saidAt(active, NOW + 1)));
        assertThat(test.departures().isBarred(ADA)).isFalse();
        handler.handle(event(saidAt(banned, NOW + 3)));
        handler.handle(event(saidAt(active, NOW + 2)));
        assertThat(test.departures().isBarred(ADA)).isTrue();
    }

    /** A document that doesn't say whether the person is shut out must not let them in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":0,\"locked\":false",
                "\"banned\":null,\"locked\":false",
                "\"banned\":\"true\",\"locked\":false",
                "\"banned\":false",
                "\"banned\":false,\"locked\":null",
                "\"banned\":false,\"locked\":false,\"deprovisioned\":\"no\""
            })
    void leavesTheStandingWhereTheDocumentDoesNotSayIt(String members) {
        String active = ClerkMessages.updated("user_ada", NOW, "");
        handler.handle(event(active.replace("\"banned\":false", "\"banned\":true")));

        handler.handle(event(
                ClerkMessages.updated("user_ada", NOW + 1, "").replace("\"banned\":false,\"locked\":false", members)));

        assertThat(test.departures().isBarred(ADA)).isTrue();
    }

    /** Fault: one document from the future, of a wrong clock. The bans of the next hour, or of months, count all the same. */
    @ParameterizedTest
    @ValueSource(longs = {61_000, 3_600_000, 10_000_000_000L})
    void aTimeInTheFutureKeepsNoBanOut(long off) {
        handler.handle(event(saidAt(ClerkMessages.updated("user_ada", NOW + off, ""), NOW)));

        handler.handle(event(
                ClerkMessages.updated("user_ada", NOW + 1000, "").replace("\"banned\":false", "\"banned\":true")));

        assertThat(test.departures().isBarred(ADA)).isTrue();
    }

    /** Attack: be deleted and come back with an update that arrives late. */
    @Test
    void deletionIsFinal() {
        handler.handle(event(ClerkMessages.deleted("user_ada", NOW)));
        handler.handle(event(ClerkMessages.updated("user_ada", NOW + 1, "")));

        assertThat(accounts.find(ADA)).isEmpty();
        assertThat(test.departures().isBarred(ADA)).isTrue();
    }

    @Test
    void endsSessions() {
        for (String type : sessions.types()) {
            sessions.handle(event(ClerkMessages.session(type, "sess_1", "user_ada", NOW)));
        }

        assertThat(revocations.published())
                .hasSize(3)
                .allMatch(it -> it.ancestor().equals(new Ancestor(Ancestor.Kind.SESSION, "sess_1")));
    }

    /** The specification lets user_id be missing where the person is there. */
    @Test
    void endsASessionWhosePersonStandsBesideIt() {
        sessions.handle(event(ClerkMessages.session("session.ended", "sess_1", "user_ada", NOW)
                .replace("\"user_id\":\"user_ada\"", "\"user_id\":null")
                .replace("\"user\":null", "\"user\":{\"id\":\"user_ada\"}")));

        assertThat(revocations.published())
                .extracting(Revocation::ancestor)
                .containsExactly(new Ancestor(Ancestor.Kind.SESSION, "sess_1"));
    }

    /** Attack: an event whose person is a machine, or no person at all. */
    @Test
    void failsForWhatIsNoPerson() {
        assertThatThrownBy(() -> handler.handle(event(ClerkMessages.deleted("mch_1", NOW))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(revocations.published()).isEmpty();
    }

    private static String saidAt(String body, long at) {
        return body.replaceFirst("\"timestamp\":[0-9]+", "\"timestamp\":" + at);
    }

    private static ClerkEvent event(String body) {
        return ClerkEvent.read("msg_1", body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
