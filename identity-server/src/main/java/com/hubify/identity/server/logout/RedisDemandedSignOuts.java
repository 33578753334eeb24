package com.hubify.identity.server.logout;

import com.hubify.identity.server.redis.DailyCounts;
import com.hubify.identity.server.redis.RedisKeyspace;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * How often a client has signed a person out without asking them. Attack: its page, left open in a popup, has the person signed in
 * and out in a loop, until the revocations of their sessions become one that ends all they have everywhere.
 *
 * <pre>
 * hfy:sign-outs:CLIENT:ACCOUNT    string    how many since the first of this day; one day
 * </pre>
 */
@Repository
@EnableConfigurationProperties(SignOutProperties.class)
class RedisDemandedSignOuts {

    private final DailyCounts counts;
    private final SignOutProperties properties;

    RedisDemandedSignOuts(StringRedisTemplate redis, SignOutProperties properties) {
        this.counts = new DailyCounts(redis);
        this.properties = properties;
    }

    /** Counts one more; false if that is one too many. */
    boolean admit(String account, String client) {
        return counts.add(RedisKeyspace.key("sign-outs", client, account)) <= properties.signOutsPerClient();
    }
}
