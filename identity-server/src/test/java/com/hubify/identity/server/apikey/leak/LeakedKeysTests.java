package com.hubify.identity.server.apikey.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyId;
import com.hubify.identity.server.apikey.ApiKeyRefused;
import com.hubify.identity.server.apikey.ApiKeyRevoked;
import com.hubify.identity.server.apikey.ApiKeyRevoker;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ReviewedApiKeys;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeakedKeysTests {

    private static final Instant NOW = TestClock.START;
    private static final ApiKey KEY = TestApiKeys.usable().key();
    private static final String TOKEN = TestApiKeys.usable().token().value();
    private static final FindingPlace PLACE = FindingPlace.of("commit", "https://github.com/ada/site/blob/1/.env");
    private static final ApiKey.Leak LEAK =
            new ApiKey.Leak(NOW, "commit", "https://github.com/ada/site/blob/1/.env", KEY.scopes());

    private final TestClock clock = TestClock.standing();
    private final Events events = new Events();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private InMemoryApiKeys keys = new InMemoryApiKeys(clock);

    @Test
    void revokesALeakedKeyAndKeepsWhereItWas() {
        keys.add(KEY);

        assertThat(by(LeakResponse.REVOKE).disarm(TOKEN, PLACE)).isTrue();

        assertThat(keys.find(KEY.id())).hasValueSatisfying(key -> {
            assertThat(key.revokedAt()).isEqualTo(NOW);
            assertThat(key.leak()).isEqualTo(LEAK);
        });
        assertThat(revocations.isRevoked(KEY.lineage())).isTrue();
        assertThat(events.published())
                .containsExactly(
                        new ApiKeyLeaked(KEY.id(), KEY.owner(), LeakResponse.REVOKE, "commit", PLACE.url(), NOW),
                        new ApiKeyRevoked(KEY.id(), KEY.owner(), ApiKeyRevoked.Cause.LEAKED, NOW));
    }

    @Test
    void leavesAQuarantinedKeyReadingAndTellsServices() {
        keys.add(KEY);
        LeakedKeys leaked = by(LeakResponse.QUARANTINE);

        leaked.disarm(TOKEN, PLACE);

        assertThat(keys.find(KEY.id())).hasValueSatisfying(key -> {
            assertThat(key.usableAt(NOW)).isTrue();
            assertThat(key.scopes()).hasToString("labs:read experiments:read");
            assertThat(key.leak()).isEqualTo(LEAK);
        });
        assertThat(revocations.published())
                .containsExactly(new Revocation(Ancestor.keyState(KEY.id().value(), 0), NOW));
        assertThat(leaked.foundOf(KEY.owner())).extracting(ApiKey::id).containsExactly(KEY.id());
        assertThat(leaked.foundOf(TestApiKeys.STRANGER)).isEmpty();
    }

    /** GitHub sends a report again where it got no answer, and each place where a key is. */
    @Test
    void countsTheFirstReportOnly() {
        keys.add(KEY);
        LeakedKeys leaked = by(LeakResponse.QUARANTINE);
        leaked.disarm(TOKEN, PLACE);

        assertThat(leaked.disarm(TOKEN, FindingPlace.of("gist_content", "https://gist.github.com/2")))
                .isTrue();

        assertThat(keys.find(KEY.id()).orElseThrow().leak()).isEqualTo(LEAK);
        assertThat(keys.find(KEY.id()).orElseThrow().changes()).isEqualTo(1);
        assertThat(events.published()).hasSize(1);
    }

    /** A crash after the first of the two steps leaves a key that only reads, and the repeated report ends it. */
    @Test
    void endsAKeyWhoseRevocationWasInterrupted() {
        keys = new InMemoryApiKeys(clock) {
            private boolean crashed;

            @Override
            public synchronized boolean revoke(ApiKeyId id, Instant at) {
                if (!crashed) {
                    crashed = true;
                    throw new IllegalStateException("crash");
                }
                return super.revoke(id, at);
            }
        };
        keys.add(KEY);
        LeakedKeys leaked = by(LeakResponse.REVOKE);

        assertThatThrownBy(() -> leaked.disarm(TOKEN, PLACE)).hasMessage("crash");
        assertThat(keys.find(KEY.id()).orElseThrow().scopes()).hasToString("labs:read experiments:read");

        assertThat(leaked.disarm(TOKEN, PLACE)).isTrue();
        assertThat(keys.find(KEY.id()).orElseThrow().revokedAt()).isEqualTo(NOW);
    }

    /** Attack: have somebody else's key ended, of which only the id is known, by a text that looks like it. */
    @Test
    void leavesKeysAloneOfWhichTheSecretIsAnother() {
        keys.add(KEY);
        String forged = ApiKeyToken.of(KEY.id().value(), "x".repeat(ApiKeyToken.SECRET_LENGTH))
                .value();

        assertThat(by(LeakResponse.REVOKE).disarm(forged, PLACE)).isFalse();
        assertThat(by(LeakResponse.REVOKE).disarm("hfy_key_nonsense", PLACE)).isFalse();

        assertThat(keys.find(KEY.id())).contains(KEY);
        assertThat(events.published()).hasOnlyElementsOfType(ApiKeyRefused.class);
    }

    @Test
    void knowsAKeyThatWasRevokedBefore() {
        keys.add(KEY);
        keys.revoke(KEY.id(), NOW);

        assertThat(by(LeakResponse.REVOKE).disarm(TOKEN, PLACE)).isTrue();

        assertThat(keys.find(KEY.id()).orElseThrow().leak()).isNull();
    }

    /** The owner's way out: the successor is clean, and the leaked one stays as it is until its overlap ends. */
    @Test
    void givesASuccessorTheScopesFromBefore() {
        keys.add(KEY);
        by(LeakResponse.QUARANTINE).disarm(TOKEN, PLACE);
        ApiKey quarantined = keys.find(KEY.id()).orElseThrow();

        assertThat(quarantined.termsOfSuccessor().scopes()).isEqualTo(KEY.scopes());

        ApiKey replaced = quarantined.succeededBy(new ApiKeyId("efgh5678"), NOW, NOW.plus(Duration.ofDays(1)));
        assertThat(replaced.scopes()).hasToString("labs:read experiments:read");
        assertThat(replaced.leak()).isEqualTo(LEAK);
    }

    /** Attack: have the key replaced that its owner has narrowed since it was found, to get back what they took away. */
    @Test
    void givesASuccessorNothingThatWasTakenAwaySince() {
        keys.add(KEY);
        by(LeakResponse.QUARANTINE).disarm(TOKEN, PLACE);
        ApiKey quarantined = keys.find(KEY.id()).orElseThrow();

        ApiKey ending = quarantined.on(quarantined.terms().expiringAt(NOW.plus(Duration.ofDays(2))));
        ApiKey narrowed =
                ending.on(ending.terms().with(Scopes.parse("experiments:read").orElseThrow()));

        assertThat(ending.termsOfSuccessor().scopes()).isEqualTo(KEY.scopes());
        assertThat(narrowed.termsOfSuccessor().scopes()).hasToString("experiments:read");
    }

    /** Attack: change the key at the same moment, so that the report is overwritten by what was read before it. */
    @Test
    void narrowsWhatChangedMeanwhile() {
        keys = new InMemoryApiKeys(clock) {
            private boolean renamed;

            @Override
            public synchronized boolean change(ApiKey before, ApiKey after) {
                if (!renamed) {
                    renamed = true;
                    super.change(before, before.on(before.terms().expiringAt(NOW.plus(Duration.ofDays(2)))));
                }
                return super.change(before, after);
            }
        };
        keys.add(KEY);

        by(LeakResponse.QUARANTINE).disarm(TOKEN, PLACE);

        assertThat(keys.find(KEY.id())).hasValueSatisfying(key -> {
            assertThat(key.expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(2)));
            assertThat(key.scopes())
                    .isEqualTo(Scopes.parse("labs:read experiments:read").orElseThrow());
        });
    }

    private LeakedKeys by(LeakResponse response) {
        ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
        ReviewedApiKeys reviewed = new ReviewedApiKeys(keys, revocations, revoker, clock);
        return Disarming.keys(response, keys, reviewed.changes(), revoker, revocations, clock, events);
    }
}
