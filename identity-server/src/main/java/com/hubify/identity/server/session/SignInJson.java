package com.hubify.identity.server.session;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.springframework.security.jackson.SecurityJacksonModules;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * JSON for what Spring Security keeps between requests: sessions and grants. Types are named in the documents, so only those
 * that Spring Security's own modules list, and ours, can be read back.
 */
public final class SignInJson {

    private SignInJson() {}

    /** A mapper that can write and read security contexts, saved requests, authorization requests and our sign-in. */
    public static JsonMapper mapper() {
        BasicPolymorphicTypeValidator.Builder types =
                BasicPolymorphicTypeValidator.builder().allowIfSubType(SignInAuthentication.class);
        return JsonMapper.builder()
                .addModules(SecurityJacksonModules.getModules(SignInJson.class.getClassLoader(), types))
                .addMixIn(SignInAuthentication.class, SignInMixin.class)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    @JsonAutoDetect(
            fieldVisibility = Visibility.NONE,
            getterVisibility = Visibility.NONE,
            isGetterVisibility = Visibility.NONE,
            creatorVisibility = Visibility.NONE)
    @JsonIgnoreProperties(ignoreUnknown = true)
    private abstract static class SignInMixin {

        @JsonProperty("account")
        String account;

        @JsonProperty("sessionId")
        String sessionId;

        @JsonProperty("signedInAt")
        Instant signedInAt;

        @JsonCreator
        SignInMixin(
                @JsonProperty("account") String account,
                @JsonProperty("sessionId") String sessionId,
                @JsonProperty("signedInAt") Instant signedInAt) {
            this.account = account;
            this.sessionId = sessionId;
            this.signedInAt = signedInAt;
        }
    }
}
