package com.hubify.identity.server.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.server.organization.InMemoryMemberships;
import com.hubify.identity.server.organization.acting.TestOrganizations;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredApiKeyVerifierTests {

    private static final Instant NOW = TestClock.START;
    private static final ApiKeyId ID = new ApiKeyId("abcd1234");
    private static final String KEY = TestApiKeys.usable().token().value();

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKeyRevoker revoker = new ApiKeyRevoker(keys, revocations, clock, events);
    private final List<SecretDigest> compared = new ArrayList<>();
    private final TestOrganizations organizations = new TestOrganizations(clock);
    private final StoredApiKeyVerifier verifier = new StoredApiKeyVerifier(
            keys, revoker, revocations, organizations.memberships(), clock, events, (secret, digest) -> {
                compared.add(digest);
                return secret.matches(digest);
            });

    @Test
    void acceptsUsableKey() {
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);

        assertThat(verifier.verify(KEY)).isEqualTo(new ApiKeyVerification.Accepted(key));
        assertThat(events.published()).isEmpty();
    }

    /** Attack: go on with a key of an organization that one has left, whose end was interrupted, or whose organization is gone. */
    @Test
    void refusesAKeyOfAnOrganizationThatItsOwnerIsNotIn() {
        ApiKey key = TestApiKeys.usable().organization("org_1").key();
        keys.add(key);

        assertThat(verifier.verify(KEY))
                .isEqualTo(new ApiKeyVerification.Refused(ApiKeyVerification.Reason.REVOKED, key.id()));
        assertThat(revocations.names(key.ancestor())).isTrue();
        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).contains(NOW);
    }

    /** A job of the organization's goes on when the person who set it up leaves. */
    @Test
    void acceptsAKeyOfAnOrganizationWhoseCreatorHasLeft() {
        ApiKey key =
                TestApiKeys.usable().ofOrganization("org_1", TestApiKeys.OWNER).key();
        keys.add(key);
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);
        organizations.forget(TestApiKeys.OWNER.value());

        assertThat(verifier.verify(KEY)).isEqualTo(new ApiKeyVerification.Accepted(key));
    }

    /** Attack: go on with a key once its organization was deleted, and the revocation is no longer stored. */
    @Test
    void refusesAKeyOfAnOrganizationThatHasEnded() {
        ApiKey key =
                TestApiKeys.usable().ofOrganization("org_1", TestApiKeys.OWNER).key();
        keys.add(key);
        organizations.join(TestApiKeys.OWNER.value(), "org_1", "Acme", TestOrganizations.ADMIN);
        organizations.memberships().end("org_1");

        assertThat(verifier.verify(KEY))
                .isEqualTo(new ApiKeyVerification.Refused(ApiKeyVerification.Reason.REVOKED, key.id()));
        assertThat(keys.find(key.id())).map(ApiKey::revokedAt).contains(NOW);
    }

    /** By it a key enters the index of those that expire, if it is older than that. */
    @Test
    void tellsOfTheUseOfAKeyThatExpiresSoon() {
        ApiKey key =
                TestApiKeys.usable().expiresAt(NOW.plus(Duration.ofDays(14))).key();
        keys.add(key);

        verifier.verify(KEY);

        assertThat(events.published()).containsExactly(new ApiKeyVerification.Accepted(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hfy_key_", "hfy_key_abcd1234AbCdEfGhIjKlMnOpQrStUvWxYz01234543a3z0", "eyJhbGciOiJub25lIn0."
            })
    void refusesWhatIsNoKeyWithoutAskingTheStore(String text) {
        assertThat(verifier.verify(text))
                .isEqualTo(new ApiKeyVerification.Refused(ApiKeyVerification.Reason.MALFORMED, null));
        assertThat(compared).isEmpty();
        assertThat(events.published())
                .containsExactly(new ApiKeyRefused(ApiKeyVerification.Reason.MALFORMED, null, NOW));
    }

    /** Attack: random keys with a right checksum, which anybody can make. */
    @Test
    void refusesKeyThatWasNeverIssued() {
        assertThat(refusal(ApiKeyToken.of("00000000", "R".repeat(32)).value()))
                .isEqualTo(ApiKeyVerification.Reason.UNKNOWN);
    }

    /** Attack: the id is public; try secrets for it. */
    @Test
    void refusesWrongSecret() {
        keys.add(TestApiKeys.usable().key());

        assertThat(refusal(ApiKeyToken.of(ID.value(), "R".repeat(32)).value()))
                .isEqualTo(ApiKeyVerification.Reason.WRONG_SECRET);
        assertThat(events.published())
                .containsExactly(new ApiKeyRefused(ApiKeyVerification.Reason.WRONG_SECRET, ID, NOW));
    }

    /** Attack: find out which ids exist by how long the refusal takes. */
    @Test
    void comparesDigestsEvenWhereThereIsNoKey() {
        keys.add(TestApiKeys.usable().key());

        verifier.verify(ApiKeyToken.of("00000000", "R".repeat(32)).value());
        verifier.verify(ApiKeyToken.of(ID.value(), "R".repeat(32)).value());

        assertThat(compared).hasSize(2);
    }

    /** Attack: the same by how often the store is asked. */
    @Test
    void asksTheStoreAsOftenWhereThereIsNoKey() {
        List<String> asked = new ArrayList<>();
        InMemoryApiKeys counting = new InMemoryApiKeys(clock) {
            @Override
            public synchronized Optional<ApiKey> find(ApiKeyId id) {
                asked.add("find");
                return super.find(id);
            }

            @Override
            public synchronized boolean wasIssued(ApiKeyId id) {
                asked.add("wasIssued");
                return super.wasIssued(id);
            }
        };
        counting.add(TestApiKeys.usable().key());
        StoredApiKeyVerifier verifier =
                new StoredApiKeyVerifier(counting, revoker, revocations, new InMemoryMemberships(), clock, events);

        verifier.verify(ApiKeyToken.of("00000000", "R".repeat(32)).value());
        verifier.verify(ApiKeyToken.of(ID.value(), "R".repeat(32)).value());

        assertThat(asked).containsExactly("find", "wasIssued", "find", "wasIssued");
    }

    /** Attack: hit the digest that stands in for a missing key. Whatever the comparison says, there is no key. */
    @Test
    void refusesUnknownKeyWhateverTheComparisonSays() {
        StoredApiKeyVerifier credulous = new StoredApiKeyVerifier(
                keys, revoker, revocations, new InMemoryMemberships(), clock, events, (secret, digest) -> true);

        assertThat(credulous.verify(KEY))
                .isEqualTo(new ApiKeyVerification.Refused(ApiKeyVerification.Reason.UNKNOWN, ID));
    }

    @Test
    void refusesRevokedKey() {
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);

        revoker.revoke(key, ApiKeyRevoked.Cause.OWNER);

        assertThat(refusal(KEY)).isEqualTo(ApiKeyVerification.Reason.REVOKED);
    }

    @Test
    void refusesExpiredKey() {
        keys.add(TestApiKeys.usable().expiresAt(NOW.plusSeconds(60)).key());

        clock.wind(Duration.ofSeconds(60));

        assertThat(refusal(KEY)).isEqualTo(ApiKeyVerification.Reason.EXPIRED);
    }

    /** The server died after the revocation was published and before the key was marked. */
    @Test
    void finishesRevocationThatWasCutShort() {
        ApiKey key = TestApiKeys.usable().key();
        keys.add(key);
        revocations.publish(new Revocation(key.ancestor(), NOW));

        ApiKeyVerification.Reason first = refusal(KEY);
        revocations.forget();
        ApiKeyVerification.Reason second = refusal(KEY);

        assertThat(first).isEqualTo(ApiKeyVerification.Reason.REVOKED);
        assertThat(second).isEqualTo(ApiKeyVerification.Reason.REVOKED);
        assertThat(events.published())
                .contains(new ApiKeyRevoked(ID, TestApiKeys.OWNER, ApiKeyRevoked.Cause.ANCESTOR, NOW));
    }

    @Test
    void refusesKeyWhoseOwnerWasRevoked() {
        keys.add(TestApiKeys.usable().key());

        revocations.publish(new Revocation(new Ancestor(Ancestor.Kind.SUBJECT, TestApiKeys.OWNER.value()), NOW));

        assertThat(refusal(KEY)).isEqualTo(ApiKeyVerification.Reason.REVOKED);
    }

    private ApiKeyVerification.Reason refusal(String key) {
        return ((ApiKeyVerification.Refused) verifier.verify(key)).reason();
    }
}
