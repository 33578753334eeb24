package com.hubify.identity.server.apikey;

import com.hubify.identity.server.account.AccountId;
import com.hubify.identity.server.redis.RedisKeyspace;

/** Names of what {@link RedisApiKeys} keeps of an owner, all in one hash slot. */
record RedisApiKeySlot(AccountId owner) {

    String live() {
        return name("live");
    }

    String used() {
        return name("used");
    }

    String index() {
        return name("index");
    }

    String ends() {
        return name("ends");
    }

    String made() {
        return name("made");
    }

    String changed() {
        return name("changed");
    }

    String once(String request) {
        return name("once", request);
    }

    String sealed(String request) {
        return name("once", request, "key");
    }

    String revoked(ApiKeyId id) {
        return name("revoked", id.value());
    }

    private String name(String... parts) {
        return RedisKeyspace.key("{apikeys:" + owner + "}", String.join(":", parts));
    }
}
