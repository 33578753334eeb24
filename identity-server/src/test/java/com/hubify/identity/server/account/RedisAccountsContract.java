package com.hubify.identity.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.hubify.identity.parts.redis.Redis;
import com.hubify.identity.server.redis.RedisContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

abstract class RedisAccountsContract extends RedisContract {

    private static final Instant FIRST = Instant.parse("2026-04-14T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-05-14T10:00:00Z");

    private final Accounts accounts = new RedisAccounts(redis);
    private final Accounts onOtherNode = new RedisAccounts(otherNode);

    RedisAccountsContract(Redis server) {
        super(server);
    }

    @Test
    void createsAnAccountAtTheFirstSignIn() {
        Account account = accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);

        assertThat(account.createdAt()).isEqualTo(FIRST);
        assertThat(account.plan()).isEqualTo("free");
        assertThat(onOtherNode.find(new AccountId("user_2abc"))).contains(account);
    }

    @Test
    void renewsWhatTheProviderSaysAndKeepsTheRest() {
        accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);

        Account account = onOtherNode.signIn(identity("https://clerk.test", "Sofia Lopez"), LATER);

        assertThat(account.name()).isEqualTo("Sofia Lopez");
        assertThat(account.createdAt()).isEqualTo(FIRST);
        assertThat(account.signedInAt()).isEqualTo(LATER);
    }

    @Test
    void findsNobodyWhoNeverSignedIn() {
        assertThat(accounts.find(new AccountId("user_2xyz"))).isEmpty();
    }

    /** Attack: another provider hands out the identifier of somebody else's account. */
    @Test
    void refusesTheSameSubjectOfAnotherIssuer() {
        accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);

        assertThatExceptionOfType(AccountOfAnotherIssuer.class)
                .isThrownBy(() -> accounts.signIn(identity("https://evil.test", "Mallory"), LATER));
        assertThat(accounts.find(new AccountId("user_2abc")).map(Account::name)).contains("Sofia");
    }

    /** Attack: sign up at Clerk with the address of somebody who has an account here. */
    @Test
    void sameAddressMakesAnotherAccount() {
        accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);

        accounts.signIn(
                new UpstreamIdentity(
                        "https://clerk.test", "user_2xyz", "Mallory", null, "sofia@example.com", null, null, null),
                LATER);

        assertThat(accounts.find(new AccountId("user_2abc")).map(Account::name)).contains("Sofia");
        assertThat(accounts.find(new AccountId("user_2xyz")).map(Account::name)).contains("Mallory");
    }

    @Test
    void manySignInsAtOnceMakeOneAccount() {
        long signedIn = succeeding(8, () -> {
            accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);
            return true;
        });

        assertThat(signedIn).isEqualTo(8);
        assertThat(redis.keys("*")).containsExactly("hfy:account:user_2abc");
    }

    @Test
    void takesOverNewsOfThePersonInTheirOrder() {
        accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);

        onOtherNode.refresh(identity("https://clerk.test", "Sofia Lopez"), LATER);
        accounts.refresh(identity("https://clerk.test", "Sofia L."), LATER.minusMillis(1));

        Account account = accounts.find(new AccountId("user_2abc")).orElseThrow();
        assertThat(account.name()).isEqualTo("Sofia Lopez");
        assertThat(account.signedInAt()).isEqualTo(FIRST);
        assertThat(account.changedAt()).isEqualTo(LATER);
    }

    /** Attack: have news of yesterday, with an address that was given up since, arrive after the sign-in of today. */
    @Test
    void takesOverNoNewsFromBeforeTheSignIn() {
        accounts.signIn(identity("https://clerk.test", "Sofia"), LATER);

        accounts.refresh(identity("https://clerk.test", "Sofia before"), LATER.minusSeconds(61));
        assertThat(accounts.find(new AccountId("user_2abc")).map(Account::name)).contains("Sofia");
        accounts.refresh(identity("https://clerk.test", "Sofia by a slow clock"), LATER.minusSeconds(59));
        assertThat(accounts.find(new AccountId("user_2abc")).map(Account::name)).contains("Sofia by a slow clock");
    }

    /** Attack: news of a person who never came, was erased, or whose account is another provider's. */
    @Test
    void newsMakeNoAccount() {
        accounts.refresh(identity("https://clerk.test", "Sofia"), FIRST);
        assertThat(redis.keys("*")).isEmpty();

        accounts.signIn(identity("https://clerk.test", "Sofia"), FIRST);
        accounts.refresh(identity("https://evil.test", "Mallory"), LATER);
        assertThat(accounts.find(new AccountId("user_2abc")).map(Account::name)).contains("Sofia");

        onOtherNode.erase(new AccountId("user_2abc"));
        accounts.refresh(identity("https://clerk.test", "Sofia"), LATER);
        assertThat(redis.keys("*")).isEmpty();
    }

    /** Written by a release that knew fewer claims. */
    @Test
    void readsAccountsOfBefore() {
        redis.opsForValue()
                .set(
                        "hfy:account:user_2abc",
                        "{\"id\":{\"value\":\"user_2abc\"},\"issuer\":\"https://clerk.test\",\"name\":\"Sofia\",\"username\":\"sofia\","
                                + "\"email\":null,\"plan\":\"free\",\"createdAt\":\"2026-01-01T00:00:00Z\","
                                + "\"signedInAt\":\"2026-01-01T00:00:00Z\"}");

        Account account = accounts.find(new AccountId("user_2abc")).orElseThrow();

        assertThat(account.name()).isEqualTo("Sofia");
        assertThat(account.givenName()).isNull();
    }

    private static UpstreamIdentity identity(String issuer, String name) {
        return new UpstreamIdentity(issuer, "user_2abc", name, "sofia", "sofia@example.com", null, null, null);
    }
}
