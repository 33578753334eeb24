package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.redis.RedisContract;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;

abstract class RedisConsentsContract extends RedisContract {

    private final RedisConsents consents = new RedisConsents(redis);
    private final RedisConsents onOtherNode = new RedisConsents(otherNode);

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
    void consentsGivenAtOnceAddUp() {
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> (i % 2 == 0 ? consents : onOtherNode).save(consent("labs:a" + i)));

        OAuth2AuthorizationConsent all = Objects.requireNonNull(consents.findById("demo-web", "user_2abc"));
        assertThat(all.getScopes()).hasSize(20);
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
