package com.hubify.identity.server.client.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.client.ClientCatalog;
import com.hubify.identity.server.client.HubifyClientSettings;
import com.hubify.identity.server.client.TestClients;
import com.hubify.identity.server.redis.Damage;
import com.hubify.identity.server.redis.RedisContract;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

abstract class RedisRegisteredClientsContract extends RedisContract {

    private final ClientCatalog catalog = TestClients.configured();
    private final RedisRegisteredClients clients =
            new RedisRegisteredClients(catalog, redis, new RedisClientOrigins(redis), Clock.systemUTC());
    private final RedisRegisteredClients onOtherNode =
            new RedisRegisteredClients(catalog, otherNode, new RedisClientOrigins(otherNode), Clock.systemUTC());

    RedisRegisteredClientsContract(Redis server) {
        super(server);
    }

    @Test
    void givesBackWhatWasRegistered() {
        RegisteredClient client = TestClients.confidential().build();

        clients.save(client);

        assertThat(onOtherNode.findByClientId(client.getClientId())).isEqualTo(client);
        assertThat(onOtherNode.findById(client.getId())).isEqualTo(client);
        RegisteredClient read = Objects.requireNonNull(onOtherNode.findById(client.getId()));
        assertThat(HubifyClientSettings.defaultScopes(read)).containsExactly("openid", "labs:read");
        assertThat(HubifyClientSettings.mayIntrospect(read)).isTrue();
    }

    @Test
    void knowsConfiguredClientsWithoutAsking() {
        assertThat(clients.findByClientId("configured")).isNotNull();
        assertThat(redis.keys("*")).isEmpty();
    }

    /** Attack: a registration takes the place of a client that the operator configured. */
    @Test
    void registrationNeverShadowsAConfiguredClient() {
        RegisteredClient shadow = TestClients.named("configured").build();

        assertThatIllegalArgumentException().isThrownBy(() -> clients.save(shadow));
    }

    /** Attack: client ids come from outside and become part of a key's name. */
    @Test
    void knowsNoClientByAnAbsurdId() {
        assertThat(clients.findByClientId("x".repeat(100_000))).isNull();
        assertThat(clients.findByClientId("*")).isNull();
        assertThat(clients.findByClientId("")).isNull();
    }

    /** A client that can't be read is refused as an unknown one is, and not by a failure. */
    @Test
    void doesNotKnowAClientThatCannotBeRead() {
        RegisteredClient client = TestClients.confidential().build();
        clients.save(client);
        String key = "hfy:client:" + client.getClientId();
        String sound = Objects.requireNonNull(redis.opsForValue().get(key));

        Damage.of(sound, "clientId", "methods", "grantTypes", "redirectUris", "scopes", "settings", "tokenSettings")
                .forEach((damage, text) -> {
                    redis.opsForValue().set(key, text);

                    assertThat(clients.findByClientId(client.getClientId()))
                            .as(damage)
                            .isNull();
                });

        assertThat(sound).doesNotContain("@class", "java.", "springframework");
        redis.opsForValue().set(key, sound.replace("\"duration\"", "\"java.time.Duration\""));
        assertThat(clients.findByClientId(client.getClientId())).isNull();
    }

    /**
     * Fault: a secret that was stored by hand failed each token request with 500. Attack: one of BCrypt's highest cost takes a
     * slow turn for days.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "{x}y",
                "{noop}plain",
                "{sha256}digest",
                "{bcrypt}$2a$17$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "{bcrypt}$2a$31$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"
            })
    void doesNotKnowAClientWhoseSecretCannotBeChecked(String secret) {
        RegisteredClient client = TestClients.confidential().build();
        clients.save(client);
        String key = "hfy:client:" + client.getClientId();
        String sound = Objects.requireNonNull(redis.opsForValue().get(key));
        String kept = Objects.requireNonNull(client.getClientSecret());
        assertThat(sound).contains(kept);

        redis.opsForValue().set(key, sound.replace(kept, secret));

        assertThat(clients.findByClientId(client.getClientId())).isNull();
    }

    @Test
    void knowsAClientWhoseSecretAPersonChose() {
        RegisteredClient client = TestClients.confidential()
                .clientSecret("{bcrypt}$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy")
                .build();

        clients.save(client);

        assertThat(clients.findByClientId(client.getClientId())).isEqualTo(client);
    }
}
