package com.hubify.identity.server.flow;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.parts.redis.RedisSentinels;
import java.util.List;

class SentinelFailoverIT extends FailoverContract {

    private final RedisSentinels sentinels = RedisSentinels.start();

    @Override
    void closeStore() {
        sentinels.close();
    }

    @Override
    List<String> store() {
        return List.of(
                "spring.data.redis.sentinel.master=" + RedisSentinels.NAME,
                "spring.data.redis.sentinel.nodes=" + sentinels.addresses());
    }

    @Override
    Redis primary() {
        return sentinels.primary();
    }

    @Override
    List<Redis> holders() {
        return sentinels.servers();
    }
}
