package com.hubify.identity.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hubify.identity.protocol.Lineage;
import com.hubify.identity.protocol.Scope;
import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.revocation.LineageDigest;
import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.verification.Verification;
import com.hubify.identity.resource.verification.VerifiedAuthentication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.security.core.GrantedAuthority;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class CallerTests {

    private final Caller caller = Caller.of(
            Caller.Kind.API_KEY, "user_1", Scopes.of(List.of(new Scope("experiments:*"), new Scope("notes:read"))));

    @Test
    void mayDoWhatItsScopesCover() {
        assertThat(caller.may(new Scope("experiments:read"))).isTrue();
        assertThat(caller.may(new Scope("experiments:delete"))).isTrue();
        assertThat(caller.may(new Scope("labs:read"))).isFalse();
    }

    @Test
    void isValue() {
        assertThat(caller.withKeyId("k").withClientId("c"))
                .isEqualTo(caller.withClientId("c").withKeyId("k"))
                .hasSameHashCodeAs(caller.withClientId("c").withKeyId("k"))
                .isNotEqualTo(caller);
    }

    // Attack: a credential that is verified again, now with a fresher sign-in, passes for the same caller.
    @Test
    void isAnotherWithAnotherSignIn() {
        Caller signedIn =
                caller.withSignedInAt(Instant.ofEpochMilli(1_700_000_000_999L)).withAcr("mfa");
        Caller shared = signedIn.sharing(scopes -> scopes, text -> text, organization -> organization);

        assertThat(signedIn.signedInAt()).contains(Instant.ofEpochSecond(1_700_000_000));
        assertThat(signedIn.acr()).contains("mfa");
        assertThat(shared).isEqualTo(signedIn).hasSameHashCodeAs(signedIn);
        assertThat(signedIn.isSameAs(signedIn.withSignedInAt(Instant.ofEpochSecond(1_700_000_001))))
                .isFalse();
        assertThat(signedIn.isSameAs(signedIn.withAcr("pwd"))).isFalse();
        assertThat(signedIn.isSameAs(caller)).isFalse();
        assertThat(caller.signedInAt()).isEmpty();
        assertThat(caller.acr()).isEmpty();
    }

    // Attack: a credential that was the person's comes back as that of somebody who acts for the person.
    @Test
    void isAnotherWithAnActor() {
        Caller impersonated = caller.withActor("user_support");

        assertThat(impersonated.actor()).contains("user_support");
        assertThat(impersonated.withAcr("mfa").actor()).contains("user_support");
        assertThat(impersonated.sharing(scopes -> scopes, text -> text, organization -> organization))
                .isEqualTo(impersonated)
                .hasSameHashCodeAs(impersonated);
        assertThat(impersonated.isSameAs(caller)).isFalse();
        assertThat(impersonated).isNotEqualTo(caller.withActor("user_other"));
    }

    @Test
    void printsNeitherScopesNorOrganization() {
        assertThat(caller.withKeyId("abcd1234")).hasToString("Caller[API_KEY user_1]");
    }

    // Spring binds request parameters to any argument type it can make; a caller must not be one of them.
    @Test
    void cannotBeMadeByDataBinding() {
        assertThatIllegalStateException().isThrownBy(() -> BeanUtils.getResolvableConstructor(Caller.class));
    }

    @Test
    void isWrittenAsJsonByName() {
        Caller member = caller.withClientId("app")
                .withKeyId("abcd1234")
                .withOrganization(new Caller.Organization("org_1", "acme", "org:admin", List.of("org:labs:manage")));

        assertThat(JsonMapper.shared().writeValueAsString(member))
                .isEqualTo("{\"kind\":\"api_key\",\"subject\":\"user_1\",\"scopes\":[\"experiments:*\",\"notes:read\"],"
                        + "\"client_id\":\"app\",\"key_id\":\"abcd1234\",\"organization\":{\"id\":\"org_1\","
                        + "\"slug\":\"acme\",\"role\":\"org:admin\",\"permissions\":[\"org:labs:manage\"]}}");
        assertThat(JsonMapper.shared().writeValueAsString(caller.withCreatedBy("user_2")))
                .endsWith("\"notes:read\"],\"created_by\":\"user_2\"}");
        assertThat(caller.withCreatedBy("user_2")).isNotEqualTo(caller).isNotEqualTo(caller.withCreatedBy("user_3"));
        assertThat(JsonMapper.shared().writeValueAsString(caller))
                .isEqualTo(
                        "{\"kind\":\"api_key\",\"subject\":\"user_1\",\"scopes\":[\"experiments:*\",\"notes:read\"]}");
    }

    // A body must not make a caller, wherever a handler takes one from a body by mistake.
    @Test
    void isNeverReadFromJson() {
        assertThatThrownBy(() -> JsonMapper.shared()
                        .readValue("{\"kind\":\"api_key\",\"subject\":\"user_1\",\"scopes\":[\"*\"]}", Caller.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void holdsAuthoritiesForPublishedScopesToo() {
        HubifyAuthentication authentication = new HubifyAuthentication(caller);

        assertThat(authentication.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder(
                        "SCOPE_experiments:*", "SCOPE_experiments:read", "SCOPE_experiments:write", "SCOPE_notes:read");
        assertThat(authentication.getName()).isEqualTo("user_1");
        assertThat(authentication.isAuthenticated()).isTrue();
        assertThat(authentication.getCredentials()).isEqualTo("");
    }

    // Kept to be sent on where a service says so; logs, sessions and answers must not get it along with the caller.
    @Test
    void hidesTheCredentialInEverythingThatIsWritten() throws IOException {
        LineageDigest lineage = LineageDigest.of(Lineage.ofKey(Instant.EPOCH, "abcd1234", "user_1"));
        HubifyAuthentication authentication = VerifiedAuthentication.of(
                new Verification.Accepted(caller, lineage, Instant.MAX, true), "a-secret-credential", Sender.UNKNOWN);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(authentication);
        }

        assertThat(authentication.getCredentials()).isEqualTo("");
        assertThat(authentication.toString()).doesNotContain("a-secret");
        assertThat(JsonMapper.shared().writeValueAsString(authentication)).doesNotContain("a-secret");
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).doesNotContain("a-secret");
    }
}
