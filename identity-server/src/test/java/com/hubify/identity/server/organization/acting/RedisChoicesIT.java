package com.hubify.identity.server.organization.acting;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisContract;
import org.junit.jupiter.api.Test;

@RedisServer
class RedisChoicesIT extends RedisContract {

    private static final AccountId ADA = new AccountId("user_ada");

    private final Choices choices = new RedisChoices(redis);

    RedisChoicesIT(Redis server) {
        super(server);
    }

    @Test
    void remembersChoicesUntilThePersonChoosesAnew() {
        assertThat(choices.at(ADA, "shop")).isEmpty();
        choices.suggest(ADA, "org_1");
        choices.suggest(ADA, "org_2");
        choices.choose(ADA, "shop", Choices.THEMSELVES);

        assertThat(choices.active(ADA)).contains("org_1");
        assertThat(choices.at(ADA, "shop")).contains(Choices.THEMSELVES);
        assertThat(choices.at(ADA, "cli")).contains("org_1");

        choices.activate(ADA, "org_3");
        assertThat(choices.at(ADA, "shop")).contains("org_3");
        assertThat(choices.allowed(ADA, "shop")).contains(Choices.THEMSELVES);
        assertThat(choices.allowed(ADA, "cli")).isEmpty();
        choices.forget(ADA);
        assertThat(choices.active(ADA)).isEmpty();
    }
}
