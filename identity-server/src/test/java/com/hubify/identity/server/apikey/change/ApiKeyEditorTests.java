package com.hubify.identity.server.apikey.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Ancestor;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Revocation;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.apikey.ApiKey;
import com.hubify.identity.server.apikey.ApiKeyName;
import com.hubify.identity.server.apikey.ApiKeyTerms;
import com.hubify.identity.server.apikey.Events;
import com.hubify.identity.server.apikey.InMemoryApiKeys;
import com.hubify.identity.server.apikey.TestApiKeys;
import com.hubify.identity.server.apikey.change.ApiKeyReviews.Review;
import com.hubify.identity.server.revocation.InMemoryRevocations;
import com.hubify.identity.server.revocation.LoggedRevocation;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyEditorTests {

    private static final Instant NOW = TestClock.START;
    private static final ApiKey KEY =
            TestApiKeys.usable().expiresAt(NOW.plus(Duration.ofDays(90))).key();

    private final TestClock clock = TestClock.standing();
    private final InMemoryApiKeys keys = new InMemoryApiKeys(clock);
    private final InMemoryApiKeyReviews reviews = new InMemoryApiKeyReviews();
    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final Events events = new Events();
    private final ApiKeyEditor editor =
            new ApiKeyEditor(keys, new ApiKeyChanges(reviews, revocations, clock), clock, events);

    @BeforeEach
    void addKey() {
        keys.add(KEY);
    }

    @Test
    void narrowsAKeyAndTellsServices() {
        Change change = editor.change(KEY, to("labs:read", NOW.plusSeconds(60)));

        assertThat(change).isInstanceOfSatisfying(Change.Changed.class, changed -> {
            assertThat(changed.key().scopes()).hasToString("labs:read");
            assertThat(changed.key().expiresAt()).isEqualTo(NOW.plusSeconds(60));
            assertThat(keys.find(KEY.id())).contains(changed.key());
        });
        assertThat(revocations.published())
                .containsExactly(new Revocation(new Ancestor(Ancestor.Kind.KEY_STATE, "abcd1234 0"), NOW));
        assertThat(reviews.due()).isEmpty();
        assertThat(events.published())
                .containsExactly(new ApiKeyChanged(
                        KEY.id(),
                        KEY.owner(),
                        Scopes.parse("labs:read").orElseThrow(),
                        NOW.plusSeconds(60),
                        IpNetworks.ANYWHERE,
                        NOW));
    }

    @Test
    void tellsNobodyOfWhatDoesNotChange() {
        assertThat(editor.change(KEY, UnaryOperator.identity())).isEqualTo(new Change.Changed(KEY));

        assertThat(revocations.published()).isEmpty();
        assertThat(events.published()).isEmpty();
    }

    /** Attack: widen a key that is out in the world, of which its owner believes that it can do little. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "labs:*", "labs:write", "labs:read experiments:* pods:read"})
    void neverWidensAKey(String scopes) {
        Change change = editor.change(KEY, to(scopes, KEY.expiresAt()));

        assertThat(change)
                .isInstanceOfSatisfying(
                        Change.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Change.Reason.WIDER));
        assertThat(keys.find(KEY.id())).contains(KEY);
        assertThat(revocations.published()).isEmpty();
    }

    @Test
    void neverLetsAKeyLiveLonger() {
        assertThat(editor.change(KEY, to("labs:read", null))).isEqualTo(new Change.Refused(Change.Reason.LATER, null));
        assertThat(editor.change(KEY, to("labs:read", NOW.plus(Duration.ofDays(91)))))
                .isEqualTo(new Change.Refused(Change.Reason.LATER, null));
        assertThat(editor.change(KEY, to("", NOW.plusSeconds(60))))
                .isEqualTo(new Change.Refused(Change.Reason.NO_SCOPES, null));
        assertThat(keys.find(KEY.id())).contains(KEY);
    }

    @Test
    void limitsAKeyToNetworksAndThoseToSmallerOnes() {
        ApiKey limited = changed(editor.change(KEY, from("10.0.0.0/8", "2001:db8::/32")));
        ApiKey narrower = changed(editor.change(limited, from("10.1.0.0/16")));

        assertThat(keys.find(KEY.id())).contains(narrower);
        assertThat(narrower.scopes()).isEqualTo(KEY.scopes());
        assertThat(revocations.names(Ancestor.keyState("abcd1234", 0))).isTrue();
        assertThat(revocations.names(Ancestor.keyState("abcd1234", 1))).isTrue();
        assertThat(events.published())
                .last()
                .isInstanceOfSatisfying(
                        ApiKeyChanged.class,
                        event -> assertThat(event.allowedIps()).hasToString("10.1.0.0/16"));
    }

    /** Attack: open a key that is limited to an office to the network of who stole it, or to all. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0/0", "10.0.0.0/7", "10.1.0.0/16 192.0.2.1", "::/0", "2001:db8::1"})
    void allowsNoOtherNetworks(String networks) {
        ApiKey limited = changed(editor.change(KEY, from("10.0.0.0/8")));

        Change change = editor.change(limited, from(networks.isEmpty() ? new String[0] : networks.split(" ")));

        assertThat(change).isEqualTo(new Change.Refused(Change.Reason.OTHER_NETWORKS, null));
        assertThat(keys.find(KEY.id())).contains(limited);
    }

    private static ApiKey changed(Change change) {
        return ((Change.Changed) change).key();
    }

    private static UnaryOperator<ApiKeyTerms> from(String... networks) {
        return terms -> new ApiKeyTerms(
                terms.name(),
                terms.description(),
                terms.scopes(),
                terms.expiresAt(),
                IpNetworks.parse(List.of(networks)));
    }

    /** Attack: narrow with one hand and bring the scope back with the other, by a change that began before. */
    @Test
    void changesOnTopOfWhatChangedMeanwhile() {
        Change first = editor.change(KEY, to("labs:read", KEY.expiresAt()));

        Change second = editor.change(
                KEY,
                terms -> new ApiKeyTerms(
                        new ApiKeyName("renamed"),
                        terms.description(),
                        terms.scopes(),
                        terms.expiresAt(),
                        terms.allowedIps()));

        assertThat(first).isInstanceOf(Change.Changed.class);
        assertThat(second).isInstanceOfSatisfying(Change.Changed.class, changed -> {
            assertThat(changed.key().name()).hasToString("renamed");
            assertThat(changed.key().scopes()).hasToString("labs:read");
        });
        assertThat(revocations.log(Duration.ZERO, () -> {}).recent(10).entries())
                .extracting(LoggedRevocation::id)
                .containsExactly("abcd1234 0", "abcd1234 1");
    }

    /** Attack: bring a key back that was revoked while it was changed. */
    @Test
    void changesNoRevokedKey() {
        keys.revoke(KEY.id(), NOW);

        assertThat(editor.change(KEY, to("labs:read", KEY.expiresAt())))
                .isEqualTo(new Change.Refused(Change.Reason.GONE, null));

        assertThat(keys.find(KEY.id())).map(ApiKey::revokedAt).contains(NOW);
        assertThat(revocations.published()).isEmpty();
    }

    /** A node that stops between the change and its announcement leaves a review behind, by which another announces it. */
    @Test
    void leavesAReviewWhereTheLogDoesNotAnswer() {
        revocations.isAway = true;

        assertThatThrownBy(() -> editor.change(KEY, to("labs:read", KEY.expiresAt())))
                .isInstanceOf(RuntimeException.class);

        assertThat(reviews.due())
                .containsExactly(Map.entry(new Review(KEY.id(), 0), NOW.plus(ApiKeyChanges.REVIEWED_AFTER)));
        assertThat(events.published()).hasSize(1).hasOnlyElementsOfType(ApiKeyChanged.class);
    }

    /** The answer to the first attempt was lost with the log. That to the second says that the key is narrow everywhere. */
    @Test
    void tellsServicesBeforeItSaysThatNothingIsLeftToChange() {
        revocations.isAway = true;
        assertThatThrownBy(() -> editor.change(KEY, to("labs:read", KEY.expiresAt())))
                .isInstanceOf(RuntimeException.class);
        revocations.isAway = false;
        ApiKey narrowed = keys.find(KEY.id()).orElseThrow();

        assertThat(editor.change(narrowed, to("labs:read", KEY.expiresAt()))).isEqualTo(new Change.Changed(narrowed));

        assertThat(revocations.names(Ancestor.keyState("abcd1234", 0))).isTrue();
    }

    /** Services may know the key in a state from before the change of a node that stopped. */
    @Test
    void tellsServicesOfTheChangeBeforeThisOne() {
        keys.change(KEY, KEY.on(KEY.terms().expiringAt(NOW.plusSeconds(90))));

        editor.change(KEY, to("labs:read", NOW.plusSeconds(60)));

        assertThat(revocations.names(Ancestor.keyState("abcd1234", 0))).isTrue();
        assertThat(revocations.names(Ancestor.keyState("abcd1234", 1))).isTrue();
    }

    /** Attack: send a change twice, to two nodes. The one that comes too late must not take away what makes good for the other. */
    @Test
    void leavesTheReviewOfAnotherNodesChange() {
        reviews.schedule(Review.of(KEY), NOW);
        UnaryOperator<ApiKeyTerms> whileAnotherChanges = terms -> {
            keys.change(KEY, KEY.on(terms.expiringAt(NOW.plusSeconds(60))));
            return terms.expiringAt(NOW.plusSeconds(70));
        };

        assertThat(editor.change(KEY, whileAnotherChanges)).isEqualTo(new Change.Refused(Change.Reason.LATER, null));

        assertThat(reviews.due()).containsKey(Review.of(KEY));
    }

    /** Attack: have all services told of changes without end. */
    @Test
    void boundsTheChangesOfADay() {
        for (int i = 0; i < InMemoryApiKeys.MAX_CHANGES_A_DAY; i++) {
            keys.countChange(KEY.owner());
        }

        assertThat(editor.change(KEY, to("labs:read", KEY.expiresAt()))).isInstanceOf(Change.Postponed.class);
        assertThat(keys.find(KEY.id())).contains(KEY);
    }

    private static UnaryOperator<ApiKeyTerms> to(String scopes, @Nullable Instant end) {
        return terms -> new ApiKeyTerms(
                terms.name(), terms.description(), Scopes.parse(scopes).orElseThrow(), end, terms.allowedIps());
    }
}
