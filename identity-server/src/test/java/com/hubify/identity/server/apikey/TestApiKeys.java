package com.hubify.identity.server.apikey;

import com.hubify.identity.protocol.ApiKeyToken;
import com.hubify.identity.protocol.IpNetworks;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.server.account.AccountId;
import com.hubify.testing.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keys that are good, ready to bend. */
public final class TestApiKeys {

    public static final AccountId OWNER = new AccountId("user_2abc");
    public static final AccountId STRANGER = new AccountId("user_2xyz");
    public static final String SECRET = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";

    private String id = "abcd1234";
    private AccountId owner = OWNER;
    private @Nullable String organization;
    private @Nullable AccountId creator;
    private Instant createdAt = TestClock.START;
    private @Nullable Instant expiresAt;
    private IpNetworks allowedIps = IpNetworks.ANYWHERE;

    private TestApiKeys() {}

    public static TestApiKeys usable() {
        return new TestApiKeys();
    }

    public TestApiKeys id(String id) {
        this.id = id;
        return this;
    }

    /** An id made of a number. */
    public TestApiKeys id(int number) {
        return id("%08d".formatted(number));
    }

    public TestApiKeys owner(AccountId owner) {
        this.owner = owner;
        return this;
    }

    public TestApiKeys organization(String organization) {
        this.organization = organization;
        return this;
    }

    /** The organization's own. */
    public TestApiKeys ofOrganization(String id, AccountId by) {
        this.organization = id;
        this.creator = by;
        return this;
    }

    public TestApiKeys createdAt(Instant createdAt) {
        this.createdAt = createdAt;
        return this;
    }

    public TestApiKeys allowedIps(String... networks) {
        this.allowedIps = IpNetworks.parse(List.of(networks));
        return this;
    }

    public TestApiKeys expiresAt(Instant expiresAt) {
        this.expiresAt = expiresAt;
        return this;
    }

    /** The key as its holder sends it. */
    public ApiKeyToken token() {
        return ApiKeyToken.of(id, SECRET);
    }

    public ApiKey key() {
        return new ApiKey(
                new ApiKeyId(id),
                creator == null
                        ? ApiKey.Holder.person(owner, organization)
                        : ApiKey.Holder.organization(Objects.requireNonNull(organization), creator),
                new ApiKeyTerms(
                        new ApiKeyName("my-integration"),
                        null,
                        Scopes.parse("labs:read experiments:*").orElseThrow(),
                        expiresAt,
                        allowedIps),
                createdAt,
                ApiKeySecret.of(token()).digest(),
                null);
    }
}
