package com.hubify.identity.parts;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.openbao.OpenBao;
import com.hubify.identity.parts.redis.Redis;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

@RedisServer
@OpenBaoServer
@SpringJUnitConfig
class SpringTestIT {

    @Test
    void findsItsPartsInTheEnvironment(@Autowired Environment environment, Redis redis, OpenBao openBao) {
        assertThat(environment.getProperty("spring.data.redis.host")).isEqualTo(redis.host());
        assertThat(environment.getProperty("spring.data.redis.port", Integer.class))
                .isEqualTo(redis.port());
        assertThat(environment.getProperty("hubify.parts.openbao.url"))
                .isEqualTo(openBao.url().toString());
        assertThat(environment.getProperty("hubify.parts.openbao.token")).isEqualTo(openBao.token());
    }

    @Configuration
    static class Nothing {}
}
