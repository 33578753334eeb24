package com.hubify.identity.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.server.redis.Damage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Attack: who can write to the store, a half-written document or a release to come puts something there that this release
 * doesn't understand. Each endpoint that reads it treats it as absent, in its own protocol's words; none of them answers 500,
 * which would tell that there is something.
 */
@FlowTest
class StoredDocumentsIT extends AbstractFlow {

    private static final String[] OF_A_GRANT = {
        "type", "form", "id", "clientId", "principalName", "grantType", "scopes", "tokens"
    };

    @Autowired
    private StringRedisTemplate redis;

    @BeforeEach
    void begin() {
        FlowRedis.empty(context);
    }

    @Test
    void grantBehindACode() {
        CodeFlow flow = cli().asking(ALL_OF_CLI);
        Browser.Stop returned = flow.allow(CodeFlow.SOLO);

        damageGrant((damage, key) ->
                assertThat(flow.redeem(returned).text("error")).as(damage).isEqualTo("invalid_grant"));

        assertThat(flow.redeem(returned).status()).isEqualTo(200);
    }

    @Test
    void grantBehindARefreshToken() {
        String token = cliTokens(ALL_OF_CLI).text("refresh_token");

        damageGrant((damage, key) -> {
            assertThat(refresh(token).text("error")).as(damage).isEqualTo("invalid_grant");
            assertThat(introspect(token).body()).as(damage).isEqualTo("{\"active\":false}");
            assertThat(revoke(token).status()).as(damage).isEqualTo(200);
        });

        assertThat(refresh(token).status()).isEqualTo(200);
    }

    @Test
    void grantBehindADeviceCode() {
        Answer device = program.post(
                "/oauth2/device_authorization", FormText.of("client_id", "hubify-cli", "scope", "labs:read"));
        Browser.Stop enter = browser.signIn(browser.get(device.text("verification_uri_complete")), CodeFlow.SOLO);

        damageGrant((damage, key) -> {
            assertThat(poll(device).text("error")).as(damage).isEqualTo("invalid_grant");
            Browser.Stop page = browser.submit(enter.html().getForms().get(0), List.of());
            assertThat(page.at().toString()).as(damage).endsWith("/activate?error=invalid");
        });

        assertThat(poll(device).text("error")).isEqualTo("authorization_pending");
    }

    @Test
    void grantBehindAQuestion() {
        Browser.Stop question =
                browser.signIn(page().asking("openid agents:write").begin(), CodeFlow.SOLO);
        String state = stateOf(question);
        FormText yes =
                FormText.of("client_id", "demo-web", "state", state, "scope", "agents:write", "decision", "allow");

        damageGrant((damage, key) -> {
            // It is asked again, as a question is that nobody knows any more.
            Browser.Stop again = browser.get(question.at().toString());
            assertThat(again.status()).as(damage).isEqualTo(200);
            assertThat(stateOf(again)).as(damage).isNotEqualTo(state);
            assertThat(browser.post(server + "/oauth2/authorize", yes).status())
                    .as(damage)
                    .isBetween(400, 499);
        });

        assertThat(browser.allowAll(question).parameter("code")).isNotEmpty();
    }

    @Test
    void answerToARefresh() {
        String token = cliTokens(ALL_OF_CLI).text("refresh_token");
        Answer answer = refresh(token);
        String key = only("hfy:grant:*");
        String sealed =
                Objects.requireNonNull(redis.<String, String>opsForHash().get(key, "answer"));
        int middle = sealed.length() / 2;
        String changed = sealed.substring(0, middle) + "!" + sealed.substring(middle + 1);
        for (String damaged : List.of("", "x", changed, sealed.substring(1), "{}", "\u0000", "....")) {
            damageAnswer(key, "answer", damaged, token);
        }
        for (String damaged : List.of("", "x", "{}", "1e99", "99999999999999999999")) {
            damageAnswer(key, "until", damaged, token);
        }

        assertThat(refresh(token).text("refresh_token")).isEqualTo(answer.text("refresh_token"));
        assertThat(refresh(answer.text("refresh_token")).status()).isEqualTo(200);
    }

    private void damageAnswer(String key, String field, String damaged, String token) {
        String sound = Objects.requireNonNull(redis.<String, String>opsForHash().get(key, field));
        redis.opsForHash().put(key, field, damaged);

        assertThat(refresh(token).text("error")).as(field + " " + damaged).isEqualTo("invalid_grant");
        redis.opsForHash().put(key, field, sound);
    }

    @Test
    void session() {
        browser.signIn(browser.get(server + "/account"), CodeFlow.SOLO);
        String sound = session("sessionAttr:SPRING_SECURITY_CONTEXT");

        Damage.of(sound, "type", "account", "sessionId", "signedInAt")
                .forEach((damage, text) -> damageSession("sessionAttr:SPRING_SECURITY_CONTEXT", damage, text));
        for (String field : List.of("creationTime", "lastAccessedTime", "maxInactiveInterval")) {
            for (String text : List.of("", "7", "[]", "\"text\"", "{\"type\":\"gone\"}", "99999999999999999999")) {
                damageSession(field, text, text);
            }
        }
    }

    /** Clerk knows the person still, so they are signed in again without a word. */
    private void damageSession(String field, String damage, String text) {
        redis.opsForHash().put(signedIn(), field, text);

        Browser.Stop stop = browser.get(server + "/account");

        assertThat(stop.status()).as(field + " " + damage).isEqualTo(200);
        assertThat(stop.at().getPath()).as(field + " " + damage).isEqualTo("/account");
    }

    @Test
    void apiKey() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        String key = create(token).datum("key");
        String id = introspect(key).text("key_id");
        clock.wind(Duration.ofMinutes(2)); // for a minute the node remembers that the key was good
        String live = only("hfy:{apikeys:*}:live");
        String sound = Objects.requireNonNull(redis.<String, String>opsForHash().get(live, id));

        Damage.of(sound, "id", "owner", "name", "scopes", "createdAt", "secretDigest")
                .forEach((damage, text) -> {
                    redis.opsForHash().put(live, id, text);

                    assertThat(introspect(key).body()).as(damage).isEqualTo("{\"active\":false}");
                    assertThat(program.get("/v1/api-keys", token).status())
                            .as(damage)
                            .isEqualTo(200);
                });

        assertThat(create(token).status()).isEqualTo(201);
        redis.opsForHash().put(live, id, sound);
        assertThat(introspect(key).flag("active")).isTrue();
    }

    @Test
    void account() {
        String token = cliTokens(ALL_OF_CLI).text("access_token");
        String key = only("hfy:account:*");
        String sound = Objects.requireNonNull(redis.opsForValue().get(key));

        Damage.of(sound, "id", "issuer", "plan", "createdAt", "signedInAt").forEach((damage, text) -> {
            redis.opsForValue().set(key, text);

            assertThat(program.get("/userinfo", token).status()).as(damage).isEqualTo(401);
        });

        page().asking("openid").with("prompt", "login").allow(CodeFlow.SOLO);
        assertThat(program.get("/userinfo", token).status()).isEqualTo(200);
    }

    private static String stateOf(Browser.Stop question) {
        return question.html().getForms().get(0).getInputByName("state").getValue();
    }

    private void damageGrant(BiConsumer<String, String> check) {
        String key = only("hfy:grant:*");
        String version =
                Objects.requireNonNull(redis.<String, String>opsForHash().get(key, "v"));
        String sound = Objects.requireNonNull(redis.<String, String>opsForHash().get(key, "json"));
        Damage.of(sound, OF_A_GRANT).forEach((damage, text) -> {
            redis.opsForHash().put(key, "json", text);
            check.accept(damage, key);
        });
        redis.opsForHash().put(key, "json", sound.replace("\"form\":2", "\"form\":3"));
        check.accept("form of a release to come", key);
        redis.opsForHash().put(key, "json", sound.replace("\"type\":\"grant\"", "\"type\":\"java.lang.Object\""));
        check.accept("unknown type", key);
        redis.opsForHash().put(key, "json", sound);
        redis.opsForHash().put(key, "v", "x");
        check.accept("no version", key);
        redis.delete(key);
        redis.opsForValue().set(key, sound);
        check.accept("another type of Redis", key);
        redis.delete(key);
        redis.opsForHash().putAll(key, Map.of("v", version, "json", sound));
    }

    private String only(String pattern) {
        return Objects.requireNonNull(redis.keys(pattern)).stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one " + pattern);
                })
                .orElseThrow();
    }

    private String signedIn() {
        return Objects.requireNonNull(redis.keys("hfy:session:*")).stream()
                .filter(key -> redis.opsForHash().hasKey(key, "sessionAttr:SPRING_SECURITY_CONTEXT"))
                .findFirst()
                .orElseThrow();
    }

    private String session(String field) {
        return Objects.requireNonNull(redis.<String, String>opsForHash().get(signedIn(), field));
    }

    private Answer revoke(String token) {
        return program.post("/oauth2/revoke", FormText.of("token", token, "client_id", "hubify-cli"));
    }

    private Answer poll(Answer device) {
        return program.post(
                "/oauth2/token",
                FormText.of(
                        "grant_type", "urn:ietf:params:oauth:grant-type:device_code",
                        "device_code", device.text("device_code"),
                        "client_id", "hubify-cli"));
    }

    private Answer create(String token) {
        return program.post("/v1/api-keys", "{\"name\":\"damaged\",\"scopes\":[\"labs:read\"]}", token);
    }
}
