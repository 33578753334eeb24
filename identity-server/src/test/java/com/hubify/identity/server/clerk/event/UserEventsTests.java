package com.hubify.identity.server.clerk.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
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

    /** Attack: an event whose person is a machine, or no person at all. */
    @Test
    void failsForWhatIsNoPerson() {
        assertThatThrownBy(() -> handler.handle(event(ClerkMessages.deleted("mch_1", NOW))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(revocations.published()).isEmpty();
    }

    private static ClerkEvent event(String body) {
        return ClerkEvent.read("msg_1", body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
