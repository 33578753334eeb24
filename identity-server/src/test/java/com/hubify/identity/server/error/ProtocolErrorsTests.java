package com.hubify.identity.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2Error;

class ProtocolErrorsTests {

    @ParameterizedTest
    @CsvSource({
        "invalid_request, OAuth 2.0 Parameter: redirect_uri, redirect_uri",
        "invalid_request, OpenID Connect 1.0 Logout Request Parameter: post_logout_redirect_uri, post_logout_redirect_uri",
        "unsupported_token_type, OAuth 2.0 Token Revocation Parameter: token_type_hint, ''",
        "invalid_request, OAuth 2.0 Token Exchange parameter: subject_token - multiple values, subject_token",
        "unsupported_grant_type, OAuth 2.0 Parameter: grant_type, grant_type",
        "invalid_client, Client authentication failed: client_secret, ''",
        "invalid_request, OpenID Connect 1.0 UserInfoAuthenticationProvider Error: Connection refused at 10.0.0.1, ''"
    })
    void springsWordsBecomeASentence(String code, String springs, String parameter) {
        OAuth2Error error = ProtocolErrors.inWords(new OAuth2Error(code, springs, "https://spec.example"));

        assertThat(error.getErrorCode()).isEqualTo(code);
        assertThat(error.getUri()).isEqualTo("https://spec.example");
        assertThat(error.getDescription())
                .matches("[A-Z][ -~]*\\.")
                .contains(parameter)
                .doesNotContain("OAuth 2.0", "OpenID", "failed", "10.0.0.1");
    }

    /** Fault: a code, a refresh token or a redirect URI that won't do was answered with a word. Which of them it is, is not said. */
    @Test
    void refusedGrantIsDescribedAlikeWhateverIsWrong() {
        OAuth2Error bare = ProtocolErrors.inWords(new OAuth2Error("invalid_grant"));

        assertThat(bare.getDescription()).matches("[A-Z][ -~]*\\.").contains("redirect_uri", "expired");
        assertThat(ProtocolErrors.inWords(new OAuth2Error("expired_token")).getDescription())
                .isNull();
    }

    /** Fault: one error led to the RFC Editor and the next to the data tracker. */
    @ParameterizedTest
    @CsvSource({
        "https://datatracker.ietf.org/doc/html/rfc6749#section-5.2, https://www.rfc-editor.org/rfc/rfc6749#section-5.2",
        "https://tools.ietf.org/html/rfc6750#section-3.1, https://www.rfc-editor.org/rfc/rfc6750#section-3.1",
        "https://www.rfc-editor.org/rfc/rfc7636#section-4.5, https://www.rfc-editor.org/rfc/rfc7636#section-4.5",
        "https://openid.net/specs/openid-connect-core-1_0.html#AuthError, https://openid.net/specs/openid-connect-core-1_0.html#AuthError"
    })
    void everyRfcIsAtOneHost(String uri, String told) {
        assertThat(ProtocolErrors.inWords(new OAuth2Error("invalid_grant", "Ours.", uri)))
                .extracting(OAuth2Error::getUri, OAuth2Error::getDescription)
                .containsExactly(told, "Ours.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"The scope labs:read is not allowed.", "state or nonce is too long."})
    void ourOwnSentencesStay(String sentence) {
        OAuth2Error error = new OAuth2Error("invalid_request", sentence, null);

        assertThat(ProtocolErrors.inWords(error)).isSameAs(error);
    }
}
