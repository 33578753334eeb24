package com.hubify.identity.server.logout;

import com.hubify.identity.server.redis.DailyCounts;
import com.hubify.identity.server.redis.RedisKeyspace;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Repository;

/**
 * How often a client has signed a person out without asking them. Attack: a page in a popup signs the person in and out in a
 * loop, until the revocations of their sessions are replaced by one that ends all of them.
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

    /** Counts one; false if the daily limit is exceeded. */
    boolean admit(String account, String client) {
        return counts.add(RedisKeyspace.key("sign-outs", client, account)) <= properties.signOutsPerClient();
    }
}
