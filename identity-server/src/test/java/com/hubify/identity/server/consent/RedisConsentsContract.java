package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.redis.RedisContract;
import com.hubify.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;

abstract class RedisConsentsContract extends RedisContract {

    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final TestClock clock = TestClock.standing();
    private final RedisConsents consents = new RedisConsents(redis, events::add, clock);
    private final RedisConsents onOtherNode = new RedisConsents(otherNode, events::add, clock);

    RedisConsentsContract(Redis server) {
        super(server);
    }

    @Test
    void remembersWhatAPersonAllowedAClient() {
        consents.save(consent("labs:read"));

        assertThat(onOtherNode.findById("demo-web", "user_2abc")).isEqualTo(consent("labs:read"));
        assertThat(onOtherNode.findById("demo-web", "user_2xyz")).isNull();
        assertThat(onOtherNode.findById("other", "user_2abc")).isNull();
    }

    @Test
    void forgetsWhatIsTakenBack() {
        consents.save(consent("labs:read"));

        onOtherNode.remove(consent("labs:read"));

        assertThat(consents.findById("demo-web", "user_2abc")).isNull();
    }

    @Test
    void knowsWhichClientsAPersonAllowedSomethingAndSinceWhen() {
        consents.save(consent("labs:read"));
        clock.wind(Duration.ofDays(1));
        consents.save(consent("labs:write"));

        assertThat(onOtherNode.since("user_2abc")).isEqualTo(Map.of("demo-web", TestClock.START));
        assertThat(onOtherNode.allowed("user_2abc", "demo-web")).containsExactlyInAnyOrder("labs:read", "labs:write");

        onOtherNode.forget("user_2abc", "demo-web");

        assertThat(redis.keys("*")).isEmpty();
    }

    @Test
    void forgetsTheScopesThatAreTakenBackAndNoOthers() {
        consents.save(consent("labs:read"));
        consents.save(consent("labs:write"));

        onOtherNode.takeBack("user_2abc", "demo-web", Set.of("labs:write"));

        assertThat(consents.findById("demo-web", "user_2abc")).isEqualTo(consent("labs:read"));
    }

    @Test
    void consentsGivenAtOnceAddUp() {
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> (i % 2 == 0 ? consents : onOtherNode).save(consent("labs:a" + i)));

        OAuth2AuthorizationConsent all = Objects.requireNonNull(consents.findById("demo-web", "user_2abc"));
        assertThat(all.getScopes()).hasSize(20);
    }

    /** Attack: what is found is added to the answer of a form, in which full access was not ticked. */
    @Test
    void fullAccessIsKeptButNotAddedToAnswers() {
        consents.save(consent("*"));
        consents.save(consent("labs:read"));

        assertThat(consents.allowed("user_2abc", "demo-web")).containsExactlyInAnyOrder("*", "labs:read");
        assertThat(consents.findById("demo-web", "user_2abc")).isEqualTo(consent("labs:read"));
    }

    /** Attack: allow a client that may have everything one scope after the other, as many as there are words. */
    @Test
    void remembersSoManyScopesAndNoMore() {
        for (int i = 0; i < RedisConsents.MOST; i++) {
            consents.save(consent("labs" + i + ":read"));
        }
        assertThat(redis.opsForSet().size("hfy:consent:demo-web:user_2abc")).isEqualTo(RedisConsents.MOST);

        consents.save(consent("one-more:read"));
        assertThat(consents.findById("demo-web", "user_2abc")).isNull();
        consents.save(consent("labs:read"));

        assertThat(consents.findById("demo-web", "user_2abc")).isEqualTo(consent("labs:read"));
    }

    private static OAuth2AuthorizationConsent consent(String scope) {
        return OAuth2AuthorizationConsent.withId("demo-web", "user_2abc")
                .scope(scope)
                .build();
    }
}
