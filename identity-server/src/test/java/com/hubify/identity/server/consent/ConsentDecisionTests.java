package com.hubify.identity.server.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.hubify.identity.server.page.KnownClients;
import com.hubify.identity.server.page.KnownPeople;
import com.hubify.identity.server.page.PageTest;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@PageTest
class ConsentDecisionTests {

    private static final String STATE = "pending-state";
    private static final String DENIED = KnownClients.WEB_REDIRECT + "?error=access_denied";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private OAuth2AuthorizationService authorizations;

    @Autowired
    private OAuth2AuthorizationConsentService consents;

    @Nested
    class OfACodeRequest {

        @Test
        void allowsWhatIsTicked() throws Exception {
            PendingConsent.forWeb("openid", "labs:read", "labs:write").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"))
                    .andExpect(status().isFound())
                    .andExpect(header().string("Location", startsWith(KnownClients.WEB_REDIRECT + "?code=")));
            assertThat(allowed(KnownClients.WEB)).containsExactlyInAnyOrder("openid", "labs:read");
        }

        @Test
        void declinesWhateverIsTicked() throws Exception {
            PendingConsent.forWeb("openid", "labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", "decline"))
                    .andExpect(status().isFound())
                    .andExpect(header().string(
                                    "Location",
                                    allOf(
                                            startsWith(DENIED),
                                            containsString("state=state-of-the-client"),
                                            not(containsString("code=")))));
            assertThat(consents.findById(KnownClients.WEB, KnownPeople.ADA)).isNull();
        }

        // What went wrong before: an earlier consent filled the empty answer, and declining allowed.
        @Test
        void declinesAfterAnEarlierConsentAndKeepsIt() throws Exception {
            allowedBefore(KnownClients.WEB, "labs:read");
            PendingConsent.forWeb("labs:read", "labs:write").saveTo(authorizations);

            mvc.perform(answer().param("decision", "decline"))
                    .andExpect(header().string("Location", startsWith(DENIED)));
            assertThat(allowed(KnownClients.WEB)).containsExactly("labs:read");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Allow", "no", "allow "})
        void takesEveryOtherWordForANo(String word) throws Exception {
            PendingConsent.forWeb("labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", word))
                    .andExpect(header().string("Location", startsWith(DENIED)));
        }

        @Test
        void takesBothWordsForANo() throws Exception {
            PendingConsent.forWeb("labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow", "decline"))
                    .andExpect(header().string("Location", startsWith(DENIED)));
        }

        @Test
        void takesAnAnswerWithNothingTickedForANo() throws Exception {
            PendingConsent.forWeb("openid", "labs:read").saveTo(authorizations);

            mvc.perform(answer().param("decision", "allow")).andExpect(header().string("Location", startsWith(DENIED)));
        }

        /** Attack: full access that was allowed once fills an empty answer. */
        @Test
        void takesAnAnswerForANoWhereFullAccessIsLeftUnticked() throws Exception {
            allowedBefore(KnownClients.WEB, "*");
            PendingConsent.forWeb("*").saveTo(authorizations);

            mvc.perform(answer().param("decision", "allow")).andExpect(header().string("Location", startsWith(DENIED)));
        }

        /** Fault: a form that is sent without either button was a yes to what had been allowed earlier. */
        @Test
        void takesAnAnswerWithoutAButtonForANo() throws Exception {
            allowedBefore(KnownClients.WEB, "labs:read");
            PendingConsent.forWeb("labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read"))
                    .andExpect(header().string("Location", startsWith(DENIED)));
        }

        /** Fault: the second of two clicks took the person from the client's answer to a dead end of ours. */
        @Test
        void tellsTheClientAgainThatItWasDeclined() throws Exception {
            PendingConsent.forWeb("labs:read").saveTo(authorizations);
            mvc.perform(answer().param("decision", "decline"));

            mvc.perform(answer().param("decision", "decline"))
                    .andExpect(header().string("Location", startsWith(DENIED)));
        }

        // Attack: the back button after a no, on a computer the person has left.
        @Test
        void endsTheRequestForGood() throws Exception {
            PendingConsent.forWeb("labs:read").saveTo(authorizations);
            mvc.perform(answer().param("decision", "decline"));

            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"))
                    .andExpect(status().isBadRequest());
        }

        // Attack: the form is edited to allow what was not asked, and so not shown.
        @Test
        void allowsNothingThatWasNotAsked() throws Exception {
            PendingConsent.forWeb("labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "*").param("decision", "allow"))
                    .andExpect(header().string("Location", containsString("error=invalid_scope")));
        }

        private MockHttpServletRequestBuilder answer() {
            return post("/oauth2/authorize")
                    .param("client_id", KnownClients.WEB)
                    .param("state", STATE)
                    .with(user(KnownPeople.ADA));
        }
    }

    @Nested
    class OfADevice {

        @Test
        void connectsItWhenAllowed() throws Exception {
            PendingConsent.forDevice("labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"))
                    .andExpect(redirectedUrl("/activated"));
        }

        /** Attack: full access that was allowed once comes with every device, though its box was left alone. */
        @Test
        void getsNoFullAccessThatWasAllowedEarlier() throws Exception {
            allowedBefore(KnownClients.DEVICE, "*");
            PendingConsent.forDevice("*", "labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"))
                    .andExpect(redirectedUrl("/activated"));
            assertThat(authorizations.findById("pending-" + STATE))
                    .satisfies(grant -> assertThat(grant.getAuthorizedScopes()).containsExactly("labs:read"));
        }

        @Test
        void spoilsItsCodesWhenDeclined() throws Exception {
            allowedBefore(KnownClients.DEVICE, "labs:read");
            PendingConsent.forDevice("labs:read").saveTo(authorizations);

            mvc.perform(answer().param("scope", "labs:read").param("decision", "decline"))
                    .andExpect(redirectedUrl("/activate?error=declined"));
            OAuth2Authorization ended = authorizations.findById("pending-" + STATE);
            assertThat(ended).isNotNull();
            assertThat(ended.getToken(OAuth2DeviceCode.class)).matches(OAuth2Authorization.Token::isInvalidated);
            assertThat(ended.getToken(OAuth2UserCode.class)).matches(OAuth2Authorization.Token::isInvalidated);
            assertThat(allowed(KnownClients.DEVICE)).containsExactly("labs:read");
        }

        // Attack (RFC 8628, section 5.4): a page leads somebody who uses the CLI to a link with the attacker's code.
        @Test
        void asksEvenThoseWhoAllowedTheClientBefore() throws Exception {
            allowedBefore(KnownClients.DEVICE, "labs:read");
            PendingConsent.forDevice("labs:read").saveTo(authorizations);

            mvc.perform(post("/oauth2/device_verification")
                            .param("user_code", PendingConsent.USER_CODE)
                            .with(user(KnownPeople.ADA)))
                    .andExpect(status().isFound())
                    .andExpect(header().string("Location", containsString("/oauth2/consent?")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"ZZZZ-ZZZZ", "short", "much-too-long-for-a-code"})
        void leadsBackToThePageAfterAWrongCode(String code) throws Exception {
            mvc.perform(post("/oauth2/device_verification")
                            .param("user_code", code)
                            .with(user(KnownPeople.ADA)))
                    .andExpect(redirectedUrl("/activate?error=invalid"));
        }

        /** Fault: the second of two clicks was told that it took too long, of a device that was connected. */
        @ParameterizedTest
        @ValueSource(strings = {"allow", "decline"})
        void saysAgainThatItIsConnected(String secondClick) throws Exception {
            PendingConsent.forDevice("labs:read").saveTo(authorizations);
            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"));

            mvc.perform(answer().param("scope", "labs:read").param("decision", secondClick))
                    .andExpect(redirectedUrl("/activated"));
        }

        @Test
        void saysAgainThatItWasDeclined() throws Exception {
            PendingConsent.forDevice("labs:read").saveTo(authorizations);
            mvc.perform(answer().param("decision", "decline"));

            mvc.perform(answer().param("decision", "decline")).andExpect(redirectedUrl("/activate?error=declined"));
            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"))
                    .andExpect(redirectedUrl("/activate?error=expired"));
        }

        @Test
        void saysThatAnUnknownQuestionIsOver() throws Exception {
            mvc.perform(answer().param("scope", "labs:read").param("decision", "allow"))
                    .andExpect(redirectedUrl("/activate?error=expired"));
        }

        private MockHttpServletRequestBuilder answer() {
            return post("/oauth2/device_verification")
                    .param("client_id", KnownClients.DEVICE)
                    .param("state", STATE)
                    .param("user_code", PendingConsent.USER_CODE)
                    .with(user(KnownPeople.ADA));
        }
    }

    private void allowedBefore(String client, String scope) {
        consents.save(OAuth2AuthorizationConsent.withId(client, KnownPeople.ADA)
                .scope(scope)
                .build());
    }

    private Set<String> allowed(String client) {
        OAuth2AuthorizationConsent consent = consents.findById(client, KnownPeople.ADA);
        return consent == null ? Set.of() : consent.getScopes();
    }
}
