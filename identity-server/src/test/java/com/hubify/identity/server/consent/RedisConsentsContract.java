package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.Redis;
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

    private static OAuth2AuthorizationConsent consent(String scope) {
        return OAuth2AuthorizationConsent.withId("demo-web", "user_2abc")
                .scope(scope)
                .build();
    }
}
