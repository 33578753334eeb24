package com.hubify.identity.server.organization;

import static com.hubify.identity.server.organization.MembershipsContract.ADA;
import static com.hubify.identity.server.organization.MembershipsContract.NOW;
import static com.hubify.identity.server.organization.MembershipsContract.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.redis.RedisContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RedisServer
class RedisMembershipsIT extends RedisContract {

    private final Memberships memberships = new RedisMemberships(redis);

    RedisMembershipsIT(Redis server) {
        super(server);
    }

    @Nested
    class Promises extends MembershipsContract {

        @Override
        Memberships create() {
            return new RedisMemberships(redis);
        }
    }

    @Test
    void manyNewsAtOnceAreAllRecorded() {
        AtomicInteger next = new AtomicInteger();

        long recorded = succeeding(
                6,
                () -> memberships.put(ADA, in("org_" + next.incrementAndGet(), "acme", "org:admin", NOW))
                        == Recorded.NEW);

        assertThat(recorded).isEqualTo(6);
        assertThat(memberships.of(ADA)).hasSize(6);
    }

    @Test
    void damagedDocumentsCountAsNoneAndAreReplaced() {
        redis.opsForValue().set("hfy:memberships:user_ada", "{\"members\":[{\"organization\":null}]}");
        redis.opsForValue().set("hfy:organization:org_1", "damaged");
        assertThat(memberships.of(ADA)).isEmpty();

        memberships.put(ADA, in("org_1", "acme", "org:admin", NOW));

        assertThat(memberships.find(ADA, "org_1")).contains(in("org_1", "acme", "org:admin", NOW));
    }

    /** Written by a release that knows more. */
    @Test
    void ignoresMembersThatItDoesNotKnow() {
        redis.opsForValue()
                .set(
                        "hfy:memberships:user_ada",
                        "{\"members\":[{\"organization\":\"org_1\",\"role\":\"org:admin\",\"permissions\":[],"
                                + "\"updatedAt\":\"2026-04-14T10:00:00Z\",\"left\":false,\"color\":\"red\"}],\"since\":1}");
        redis.opsForValue()
                .set(
                        "hfy:organization:org_1",
                        "{\"id\":\"org_1\",\"name\":\"acme\",\"slug\":null,\"updatedAt\":1,\"ended\":false,\"seats\":5}");

        assertThat(memberships.of(ADA)).extracting(Membership::role).containsExactly("org:admin");
    }
}
